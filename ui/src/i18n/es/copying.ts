import type { Translation } from "../catalogue";
import type { copying as source } from "../en/copying";

export const copying: Translation<typeof source> = {
  "copying.copyTo": "Copiar a otro sistema",
  "copying.title": "Copiar a {name}",
  "copying.where": "¿Dónde estará la copia?",
  "copying.nowhere": "No hay otra conexión en la que se puedan crear agentes.",
  "copying.to": "Copiar en {name}",
  "copying.nothingYet": "No se crea nada hasta que guardes el nuevo agente.",
  "copying.reading": "Leyendo a {name}…",
  "copying.along": "Se copia ({count, number})",
  "copying.nothingAlong": "Nada: los dos sistemas no tienen ajustes en común.",
  "copying.behind": "No se copia ({count, number})",
  "copying.reason.noPlace": "En la copia de {system} no existe este ajuste.",
  "copying.reason.ownAccount":
    "Se queda en su cuenta. Vuelve a indicarlo en el formulario si el nuevo agente lo necesita.",
  "copying.reason.otherValues": "{system} tiene el ajuste, pero no este valor.",
  "copying.reason.secret":
    "Los secretos nunca se copian. Escríbelos de nuevo si el nuevo agente los necesita.",
  "copying.reason.undescribed": "El programa no conoce estos ajustes, así que se quedan en su agente.",
  "copying.missing": "Falta por completar ({count, number})",
  "copying.nothingMissing": "Nada: el nuevo agente tiene todo lo que necesita.",
  "copying.becomes": "pasa a ser",
  "copying.unfinished": "En {name} hay un agente que empezaste a crear y no guardaste.",
  "copying.continue": "Continuar al formulario",
  "copying.showAll": "Mostrar los {count, number}",
};

import type { Translation } from "../catalogue";
import type { settings as source } from "../en/settings";

export const settings: Translation<typeof source> = {
  "settings.title": "Ajustes",
  "settings.look": "Aspecto",
  "settings.lookHint": "«Como el sistema» sigue a este equipo, también cuando cambia por la noche.",
  "settings.light": "Claro",
  "settings.dark": "Oscuro",
  "settings.system": "Como el sistema",
  "settings.language": "Idioma",
  "settings.languageHint": "Cambia todos los textos, fechas y números de esta ventana.",
  "settings.keys": "Dónde se guardan las claves",
  "settings.keysKeychain": "En el llavero de este equipo. Callboard nunca las escribe en un archivo.",
  "settings.keysSession":
    "Solo en la memoria hasta cerrar el programa. La próxima vez habrá que indicar cada clave de nuevo.",
  "settings.samples": "Agentes de muestra",
  "settings.samplesHint":
    "Devuelve cada agente de muestra a su estado inicial. Tus propias conexiones no se tocan.",
  "settings.samplesReset": "Restablecer las muestras",
  "settings.samplesResetDone": "Los agentes de muestra vuelven a estar como al principio.",
  "settings.samplesResetAsk": "¿Restablecer los agentes de muestra?",
  "settings.samplesResetMeaning":
    "Se pierde todo lo que hayas cambiado en los agentes de muestra, con sus imágenes y grabaciones.",
  "settings.damaged": "Archivos dañados",
  "settings.damagedHint":
    "No se pudieron leer y se apartaron para que no se pierda nada de lo que contienen. Guardan lo que se escribió aquí. Quita los que nadie necesite.",
  "settings.damaged.journal":
    "Cambios sin guardar e historial{at, select, none {} other {, apartado el {at}}}",
  "settings.damaged.settings":
    "Ajustes y conexiones, sin claves{at, select, none {} other {, apartado el {at}}}",
  "settings.damagedRemove": "Quitar",
  "settings.damagedRemoveOf": "Quitar {name}",
  "settings.damagedRemoveAsk": "¿Quitar este archivo dañado?",
  "settings.damagedRemoveMeaning": "Después no se puede recuperar lo que contiene.",
  "settings.damagedRemoved": "El archivo dañado se ha quitado.",
  "settings.about": "Acerca de",
  "settings.aboutText":
    "Callboard configura todo lo que atiende a tus clientes: personas y voces de IA, en varios sistemas, en una sola ventana.",
  "settings.version": "Versión {version}",
  "settings.licences": "Licencias de terceros",
  "settings.licencesTitle": "Con qué está hecho Callboard",
  "settings.licencesMeaning":
    "Callboard está hecho con el trabajo de otras personas. Estos son sus paquetes y licencias, con las palabras de sus autores, en inglés.",
  "settings.logs": "Mostrar los registros",
  "settings.logsHint": "Sirven cuando se pide ayuda. No contienen claves ni palabras de clientes.",
  "settings.showKeys": "Mostrar todas las teclas",
  "keys.title": "Teclas",
  "keys.anywhere": "En cualquier lugar",
  "keys.list": "En la lista de agentes",
  "keys.page": "En la página de un agente",
  "keys.hours": "En el horario semanal",
  "keys.search": "Buscar en la lista",
  "keys.connection": "Ir a la primera, segunda, … conexión",
  "keys.move": "Recorrer las filas",
  "keys.ends": "Primera o última fila",
  "keys.open": "Abrir el agente",
  "keys.save": "Guardar los cambios",
  "keys.hoursMove": "Mover el horario un cuarto de hora",
  "keys.hoursResize": "Alargar o acortar el horario",
  "keys.hoursStart": "Empezar antes o después",
  "keys.hoursFine": "Mover el horario cinco minutos",
  "keys.hoursDay": "Ir a otro día",
  "keys.hoursClose": "Cerrar el día",
  "keys.hoursType": "Escribir el horario",
  "keys.close": "Cerrar lo que flota, salir de un campo",
};

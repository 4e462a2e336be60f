import type { Translation } from "../catalogue";
import type { changes as source } from "../en/changes";

export const changes: Translation<typeof source> = {
  "changes.title": "Sin terminar",
  "changes.count":
    "{count, plural, =0 {Sin terminar} one {Sin terminar: # cosa para ti} other {Sin terminar: # cosas para ti}}",
  "changes.hint": "Cambios en marcha y los que te necesitan",
  "changes.nothing": "No hay nada sin terminar.",
  "changes.noName": "un agente sin nombre",
  "changes.running": "En marcha",
  "changes.undecided": "Pendiente de tu decisión",
  "changes.files": "Subido, pero aún no está en el agente",
  "changes.setAside": "Apartado",
  "changes.open": "Abrir",
  "changes.show": "Mostrar",
  "changes.dismiss": "Descartar",
  "changes.dismissOf": "Descartar: {what}",
  "changes.openOf": "Abrir: {what}",
  "changes.stopOf": "Detener: {what}",
  "changes.kind.created": "Crear a {name}",
  "changes.kind.updated": "Cambiar a {name}",
  "changes.kind.deleted": "Eliminar a {name}",
  "changes.kind.undone": "Deshacer un cambio de {name}",
  "changes.kind.fileAttached": "Poner un archivo a {name}",
  "changes.kind.dropCopied": "Copiar un mensaje de buzón a {name}",
  "changes.kind.versionLaunched": "Publicar una versión de {name}",
  "changes.kind.webhookCreated": "Crear un webhook para {name}",
  "changes.waits": "Espera a que termine otro cambio de este agente. Aún no se ha enviado nada.",
  "changes.stage.reading": "Se lee el agente. Aún no se ha enviado nada.",
  "changes.stage.sending": "Se está enviando…",
  "changes.stage.checking": "Enviado; se vuelve a leer el agente…",
  "changes.stage.looking": "Se está buscando…",
  "changes.conflicts":
    "{count, plural, one {Otra persona ha cambiado lo mismo} other {Otra persona ha cambiado # de las mismas cosas}}. No se ha enviado nada.",
  "changes.refused":
    "Antes hay que corregir {count, plural, one {un valor} other {# valores}}. No se ha enviado nada.",
  "changes.sent.created": "Puede que {name} se haya creado.",
  "changes.sent.updated": "Puede que el cambio de {name} se haya guardado.",
  "changes.sent.deleted": "Puede que {name} se haya eliminado.",
  "changes.sent.undone": "Puede que el cambio de {name} se haya deshecho.",
  "changes.sent.fileAttached": "Puede que {name} ya tenga el archivo.",
  "changes.sent.dropCopied": "Puede que {name} ya tenga el mensaje de buzón.",
  "changes.sent.versionLaunched": "Puede que se haya publicado una versión de {name}.",
  "changes.sent.webhookCreated": "Puede que se haya creado un webhook para {name}.",
  "changes.look.notLooked":
    "Se envió y no llegó una respuesta clara. Se buscará en cuanto se pueda preguntar al sistema.",
  "changes.look.unreadable":
    "Se envió y no llegó una respuesta clara. Desde entonces no se ha podido leer el sistema. Se buscará en cuanto vuelva a funcionar.",
  "changes.look.notYet": "Se envió y se buscó, y aún no está. Todavía puede llegar.",
  "changes.look.cannotTell":
    "Se envió y se buscó, pero lo que hay no se distingue de lo que hizo otra persona. Mira en el sistema y di qué encuentras.",
  "changes.doneUnwritten": "{name}: está hecho.",
  "changes.doneUnwrittenMeaning":
    "Solo falta el historial, que no se pudo escribir en este equipo. Se escribirá en cuanto vuelva a ser posible.",
  "changes.lookAgain": "Buscar de nuevo",
  "changes.wasMade": "Se hizo",
  "changes.wasNotMade": "No se hizo",
  "changes.settledMade": "{name}: lo enviado se ha hecho",
  "changes.settledCreated": "{name} se ha creado",
  "changes.settledDeleted": "{name} se ha eliminado",
  "changes.settledHow": "Se ha buscado y encontrado. Está en el historial.",
  "changes.createBlocked": "Podrás crearlo de nuevo cuando esto se aclare, para que nunca haya dos iguales.",
  "changes.conflictsWait":
    "Otra persona ha cambiado lo mismo. Aún no se ha guardado nada de esto: elige qué valores cuentan.",
  "changes.choose": "Elegir",
  "changes.refusedWait": "Hay que corregir algunos valores antes de guardar.",
  "changes.creatingRuns": "Se está creando {name}…",
  "changes.endedTitle": "{name} aún no está guardado",
  "changes.notSaved": "No se ha podido guardar {name}",
  "changes.unrecorded":
    "No se ha podido escribir el historial en este equipo; se escribirá en cuanto haya espacio.",
  "changes.nothingToSend": "No hacía falta enviar nada: el agente ya está guardado así.",
  "changes.missing": "Esto no se ha podido llevar y hay que introducirlo de nuevo: {fields}.",
  "changes.deleting": "Eliminando a {name}…",
  "changes.asideOf":
    "{parts}: pertenece a {name} ({details}). Ninguna conexión lleva allí. Vuelve a conectar esa cuenta para recuperarlo.",
  "changes.asideParts.drafts": "{count, plural, one {# borrador} other {# borradores}}",
  "changes.asideParts.changes":
    "{count, plural, one {# entrada del historial} other {# entradas del historial}}",
  "changes.asideParts.attachments": "{count, plural, one {# archivo subido} other {# archivos subidos}}",
  "changes.asideParts.unsettled":
    "{count, plural, one {# cambio de final desconocido} other {# cambios de final desconocido}}",
  "changes.forget": "Olvidar",
  "changes.forgetOf": "Olvidar lo que pertenece a {name}",
  "changes.forgetAsk": "¿Olvidar lo que pertenece a {name}?",
  "changes.forgetMeaning":
    "Los borradores, los archivos subidos y los cambios de final desconocido se quitan de este equipo para siempre. En el propio sistema no cambia nada.",
  "changes.forgetHistory": "Quitar también su historial",
  "changes.forgotten": "Lo que pertenecía a {name} se ha olvidado.",
  "changes.movedTitle": "Guardado con la cuenta a la que pertenece",
  "changes.moved":
    "Esta conexión lleva ahora a otra cuenta. De la anterior quedan apartados: {parts}. Nunca se aplican aquí y vuelven cuando una conexión lleve allí de nuevo.",
  "changes.useAnyway": "Usar esta de todos modos",
};

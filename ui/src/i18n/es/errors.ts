import type { Translation } from "../catalogue";
import type { errors as source } from "../en/errors";

export const errors: Translation<typeof source> = {
  "errors.technical": "Detalles técnicos",
  "errors.copyDetails": "Copiar detalles",
  "errors.waitSeconds": "El sistema pide esperar {seconds, plural, one {# segundo} other {# segundos}}.",
  "errors.replaceKey": "Cambiar la clave",
  "errors.openConnection": "Abrir la conexión",
  "errors.refreshList": "Actualizar la lista",
  "error.wrongKey.title": "La clave no fue aceptada",
  "error.wrongKey.meaning":
    "El sistema ha respondido, pero no reconoce esta clave de acceso. Puede estar mal escrita, haberse sustituido o anulado.",
  "error.wrongKey.action": "Compruebe la clave en los ajustes del propio sistema y cámbiela aquí.",
  "error.notAllowed.title": "Esta clave no tiene permiso",
  "error.notAllowed.meaning": "La clave es correcta, pero sus permisos no incluyen lo que ha pedido.",
  "error.notAllowed.action": "Pida más permisos a quien administra la cuenta o use otra clave.",
  "error.wrongWorkspace.title": "No se encontró el espacio de trabajo",
  "error.wrongWorkspace.meaning":
    "El sistema reconoce la clave, pero no el espacio de trabajo indicado en esta conexión.",
  "error.wrongWorkspace.action":
    "Vuelva a copiar el identificador del espacio de trabajo desde los ajustes del sistema.",
  "error.agentNotFound.title": "Este agente ya no existe",
  "error.agentNotFound.meaning":
    "Es posible que alguien lo haya eliminado entretanto. Su borrador sigue guardado en este equipo.",
  "error.agentNotFound.action": "Actualice la lista para ver quién queda.",
  "error.mediaNotFound.title": "El archivo ya no existe",
  "error.mediaNotFound.meaning": "La imagen o la grabación se ha quitado del almacenamiento del sistema.",
  "error.mediaNotFound.action": "Vuelva a subirlo si aún lo tiene.",
  "error.alreadyExists.title": "Ya existe un agente así",
  "error.alreadyExists.meaning":
    "El sistema solo permite un agente con estos datos, a menudo uno por usuario o correo electrónico.",
  "error.alreadyExists.action": "Busque el agente existente en la lista o cambie los datos.",
  "error.refusedValues.title": "El sistema no aceptó algunos valores",
  "error.refusedValues.meaning":
    "No se ha cambiado nada. El sistema ha rechazado al menos uno de los valores enviados.",
  "error.refusedValues.action": "Revise los campos marcados y guarde de nuevo.",
  "error.rateLimited.title": "El sistema pide una pausa",
  "error.rateLimited.meaning":
    "Se han hecho demasiadas peticiones en poco tiempo, desde este programa o desde otros que usan la cuenta.",
  "error.rateLimited.action": "Espere un momento e inténtelo de nuevo.",
  "error.paymentRequired.title": "La cuenta se ha quedado sin saldo",
  "error.paymentRequired.meaning": "El sistema no trabaja hasta que la cuenta se pague o se recargue.",
  "error.paymentRequired.action": "Resuélvalo en la página de facturación del sistema y vuelva a intentarlo.",
  "error.systemFault.title": "El sistema tiene un problema propio",
  "error.systemFault.meaning": "Ha recibido la petición, pero no ha podido atenderla. Suele durar poco.",
  "error.systemFault.action": "Inténtelo de nuevo dentro de unos minutos.",
  "error.unexpectedStatus.title": "El sistema dio una respuesta inesperada",
  "error.unexpectedStatus.meaning":
    "La petición ha llegado, pero la respuesta no es una de las que este sistema documenta.",
  "error.unexpectedStatus.action":
    "Inténtelo de nuevo. Si continúa, copie los detalles técnicos para el soporte del sistema.",
  "error.unreachable.title": "No se puede acceder al sistema",
  "error.unreachable.meaning": "No hay red, la dirección es incorrecta o un cortafuegos lo impide.",
  "error.unreachable.action": "Compruebe la red y la dirección e inténtelo de nuevo.",
  "error.timedOut.title": "No hubo respuesta a tiempo",
  "error.timedOut.meaning": "Se llegó al sistema, pero no respondió lo bastante pronto.",
  "error.timedOut.action": "Inténtelo de nuevo. Con una red lenta puede hacer falta un segundo intento.",
  "error.tlsProblem.title": "La conexión no es segura",
  "error.tlsProblem.meaning":
    "No se pudo comprobar el certificado del sistema, así que no se ha enviado nada. Puede deberse a un proxy de empresa o a un reloj mal ajustado.",
  "error.tlsProblem.action":
    "Compruebe la fecha y la hora de este equipo o pregunte por el certificado a su departamento de informática.",
  "error.plainHttpRefused.title": "La dirección debe empezar por https",
  "error.plainHttpRefused.meaning": "De lo contrario, la clave viajaría legible para otros en la red.",
  "error.plainHttpRefused.action": "Cambie la dirección por una que empiece por https://.",
  "error.invalidAddress.title": "Esto no es una dirección web",
  "error.invalidAddress.meaning": "No se puede interpretar la dirección del sistema.",
  "error.invalidAddress.action": "Escríbala completa, por ejemplo https://api.example.com.",
  "error.unreadableAnswer.title": "No se pudo leer la respuesta",
  "error.unreadableAnswer.meaning":
    "El sistema respondió con algo incompleto o de una forma distinta a la documentada.",
  "error.unreadableAnswer.action":
    "Inténtelo de nuevo. Si continúa, compruebe que la dirección sea la de este sistema.",
  "error.unclearOutcome.title": "No es seguro que se haya creado el agente",
  "error.unclearOutcome.meaning":
    "La conexión se cortó mientras se creaba el agente. Se ha buscado y no se ha encontrado. No se vuelve a enviar solo, para que nunca haya dos.",
  "error.unclearOutcome.action":
    "Actualice la lista dentro de un minuto. Si el agente no está, créelo de nuevo.",
  "error.cancelled.title": "Detenido",
  "error.cancelled.meaning": "Lo ha detenido usted. No se ha enviado nada más.",
  "error.cancelled.action": "Empiece de nuevo cuando quiera.",
  "error.unsupported.title": "Este sistema no puede hacerlo",
  "error.unsupported.meaning": "Su interfaz no ofrece ninguna forma de hacer lo que se ha pedido.",
  "error.unsupported.action": "Hágalo en el programa propio del sistema.",
  "error.keychainMissing.title": "Este equipo no tiene un llavero",
  "error.keychainMissing.meaning":
    "Las claves se guardan en el llavero del sistema operativo y no hay ninguno en marcha.",
  "error.keychainMissing.action": "Instale e inicie uno, o use las claves solo hasta cerrar el programa.",
  "error.keychainLocked.title": "El llavero está bloqueado",
  "error.keychainLocked.meaning": "El sistema operativo no ha permitido leer o guardar la clave.",
  "error.keychainLocked.action": "Desbloquee el llavero e inténtelo de nuevo.",
  "error.keychainFault.title": "El llavero ha fallado",
  "error.keychainFault.meaning": "El llavero del sistema operativo ha comunicado un problema propio.",
  "error.keychainFault.action": "Inténtelo de nuevo. A menudo ayuda cerrar la sesión y volver a iniciarla.",
  "error.credentialMissing.title": "Hay que volver a indicar la clave",
  "error.credentialMissing.meaning": "En este equipo no hay ninguna clave guardada para esta conexión.",
  "error.credentialMissing.action": "Cambie la clave en los ajustes de la conexión.",
  "error.credentialTooLong.title": "La clave es demasiado larga",
  "error.credentialTooLong.meaning":
    "Los llaveros admiten {maximum, select, none {solo claves cortas} other {como máximo {maximum} bytes}}. Puede que se haya pegado algo más que la clave.",
  "error.credentialTooLong.action": "Copie únicamente la clave.",
  "error.connectionNotFound.title": "Esta conexión ya no existe",
  "error.connectionNotFound.meaning": "Se ha quitado entretanto.",
  "error.connectionNotFound.action": "Elija otra conexión o conéctese de nuevo.",
  "error.connectionIncomplete.title": "Falta algo en la conexión",
  "error.connectionIncomplete.meaning": "Sin ese dato no se puede consultar el sistema.",
  "error.connectionIncomplete.action": "Rellene el campo marcado.",
  "error.fileEmpty.title": "El archivo está vacío",
  "error.fileEmpty.meaning": "No contiene nada que subir.",
  "error.fileEmpty.action": "Elija otro archivo.",
  "error.fileUnreadable.title": "No se puede abrir el archivo",
  "error.fileUnreadable.meaning": "Se ha movido, está en uso o no tiene permiso para leerlo.",
  "error.fileUnreadable.action": "Compruebe el archivo y vuelva a elegirlo.",
  "error.fileTooLarge.title": "El archivo es demasiado grande",
  "error.fileTooLarge.meaning":
    "Supera lo que se puede tratar aquí{maximum, select, none {} other { ({maximum})}}.",
  "error.fileTooLarge.action": "Elija un archivo más pequeño.",
  "error.notAPicture.title":
    "{format, select, none {Esto no es una imagen} other {Aquí no se pueden abrir imágenes {format}}}",
  "error.notAPicture.meaning":
    "{format, select, none {El archivo no contiene una imagen legible, diga lo que diga su nombre.} other {El archivo contiene una imagen de un tipo que este programa no lee.}}",
  "error.notAPicture.action":
    "{format, select, none {Elija un archivo JPEG, PNG, WebP, GIF, BMP o TIFF.} other {Guárdela como JPEG o PNG en un programa de imágenes y vuelva a elegirla.}}",
  "error.pictureTooLarge.title": "La imagen es demasiado grande",
  "error.pictureTooLarge.meaning": "Tiene más píxeles de los que se pueden tratar aquí.",
  "error.pictureTooLarge.action": "Redúzcala con un programa de imágenes y vuelva a elegirla.",
  "error.notASound.title": "Esto no es una grabación",
  "error.notASound.meaning": "El archivo no contiene sonido que se pueda leer, diga lo que diga su nombre.",
  "error.notASound.action": "Elija un archivo WAV, MP3, OGG, FLAC o M4A.",
  "error.noSoundDevice.title": "Ningún altavoz puede reproducirlo",
  "error.noSoundDevice.meaning": "En este momento el equipo no ofrece ningún dispositivo de sonido.",
  "error.noSoundDevice.action": "Conecte o encienda un altavoz o unos auriculares e inténtelo de nuevo.",
  "error.heicPicture.title": "Es una foto de iPhone (HEIC)",
  "error.heicPicture.meaning":
    "Los iPhone guardan las fotos como HEIC, un formato que aquí no se puede abrir.",
  "error.heicPicture.action":
    "Expórtela antes como JPEG: en un Mac, en Vista Previa, Archivo y Exportar; en el iPhone, elija Más compatible en Cámara, Formatos. Después vuelva a elegirla.",
  "error.soundTooLong.title": "La grabación es demasiado larga",
  "error.soundTooLong.meaning":
    "Dura más de lo que se puede usar aquí{maximumSeconds, select, none {} other { ({maximumSeconds} segundos)}}.",
  "error.soundTooLong.action": "Recórtela o elija una grabación más corta.",
  "error.nothingLeft.title": "No queda nada de la grabación",
  "error.nothingLeft.meaning": "El principio y el final están en el mismo sitio.",
  "error.nothingLeft.action": "Mueva el principio o el final.",
  "error.noMicrophone.title": "Este equipo no tiene micrófono",
  "error.noMicrophone.meaning": "No hay ninguno conectado, o el que eligió ya no está.",
  "error.noMicrophone.action":
    "Conecte un micrófono o unos auriculares e inténtelo de nuevo, o elija un archivo de sonido.",
  "error.microphoneRefused.title": "No se permite usar el micrófono",
  "error.microphoneRefused.meaning":
    "Los ajustes de privacidad del equipo no dejan que este programa lo use.",
  "error.microphoneRefused.action":
    "Permita el micrófono en los ajustes de privacidad del equipo e inténtelo de nuevo.",
  "error.microphoneBusy.title": "Otro programa usa el micrófono",
  "error.microphoneBusy.meaning": "Solo puede usarlo un programa a la vez.",
  "error.microphoneBusy.action": "Cierre el otro programa, por ejemplo una llamada, e inténtelo de nuevo.",
  "error.uploadExpired.title": "La subida tardó demasiado en empezar",
  "error.uploadExpired.meaning":
    "El permiso del sistema para guardar el archivo caducó antes de que llegara.",
  "error.uploadExpired.action": "Inténtelo de nuevo: se pedirá un permiso nuevo.",
  "error.uploadTooLarge.title": "El archivo es demasiado grande para el sistema",
  "error.uploadTooLarge.meaning":
    "Su almacenamiento admite archivos de {maximum, select, none {menor tamaño} other {como máximo {maximum}}}.",
  "error.uploadTooLarge.action": "Elija un archivo más pequeño.",
  "error.uploadTooSmall.title": "El archivo es demasiado pequeño para el sistema",
  "error.uploadTooSmall.meaning":
    "Su almacenamiento admite archivos de {minimum, select, none {mayor tamaño} other {al menos {minimum}}}.",
  "error.uploadTooSmall.action": "Elija una grabación más larga o una imagen más grande.",
  "error.uploadTypeRefused.title": "El sistema no admite este tipo de archivo",
  "error.uploadTypeRefused.meaning":
    "Su almacenamiento acepta {allowed, select, none {otros tipos} other {solo {allowed}}}.",
  "error.uploadTypeRefused.action": "Elija un archivo de otro tipo.",
  "error.uploadRefused.title": "El archivo no se guardó",
  "error.uploadRefused.meaning":
    "{storageCode, select, SignatureDoesNotMatch {El almacenamiento del sistema no ha reconocido el permiso.} AccessDenied {El almacenamiento del sistema no deja que esta conexión ponga ahí el archivo.} InvalidPolicyDocument {El archivo no cumple las condiciones que el sistema ha puesto para su almacenamiento.} InvalidArgument {El almacenamiento del sistema no ha entendido lo que se le ha enviado.} MalformedPOSTRequest {El almacenamiento del sistema no ha entendido lo que se le ha enviado.} other {El almacenamiento del sistema lo ha rechazado.}} El agente no ha cambiado.",
  "error.uploadRefused.action":
    "Inténtelo de nuevo. Si continúa, copie los detalles técnicos para el soporte del sistema.",
  "error.uploadStalled.title": "La subida se ha detenido",
  "error.uploadStalled.meaning": "Durante un rato no ha pasado nada más. El agente no ha cambiado.",
  "error.uploadStalled.action": "Compruebe la red e inténtelo de nuevo.",
  "error.diskFull.title": "El disco está lleno",
  "error.diskFull.meaning": "Lo que ha cambiado no se puede guardar en este equipo.",
  "error.diskFull.action": "Libere espacio e inténtelo de nuevo.",
  "error.storageFault.title": "Algo no se pudo guardar en este equipo",
  "error.storageFault.meaning": "El programa no ha podido leer o escribir sus propios archivos.",
  "error.storageFault.action": "Compruebe que el disco no esté lleno ni protegido e inténtelo de nuevo.",
  "error.sampleFault.title": "No se pudieron iniciar los agentes de muestra",
  "error.sampleFault.meaning": "Viven en este equipo y algo ha impedido que se inicien.",
  "error.sampleFault.action": "Inténtelo de nuevo. Si continúa, reinicie el programa.",
  "error.invalidEdits.title": "Aún no se puede guardar",
  "error.invalidEdits.meaning": "Algunos valores no son correctos. Están marcados en su sitio.",
  "error.invalidEdits.action": "Corrija los campos marcados y guarde de nuevo.",
  "error.cannotUndo.title": "Ya no se puede deshacer",
  "error.cannotUndo.meaning": "Entretanto ha cambiado algo más y deshacerlo lo sobrescribiría.",
  "error.cannotUndo.action": "Abra el agente y cambie el valor a mano.",
  "error.alreadyAdded.title": "Este agente ya está aquí",
  "error.alreadyAdded.meaning":
    "{name, select, none {El agente} other {{name}}} ya está entre los agentes de esta conexión. No se ha añadido nada.",
  "error.alreadyAdded.action": "Búsquelo en la lista.",
  "error.notOffered.title": "Esta cuenta no dispone de eso",
  "error.notOffered.meaning":
    "Algunas cuentas de este sistema pueden hacerlo y esta no. La clave no tiene ningún problema.",
  "error.notOffered.action":
    "Pregunte a quien administre la cuenta. Cuando la cuenta disponga de ello, elija «Volver a preguntar» en la página de la conexión.",
  "error.secretUnknown.title": "Hay que volver a escribir un secreto",
  "error.secretUnknown.meaning":
    "Estaba guardado cuando empezó y ya no está, así que no se puede conservar. No se ha cambiado nada.",
  "error.secretUnknown.action": "Escríbalo de nuevo donde está oculto y guarde.",
  "error.internal.title": "Algo ha fallado en Callboard",
  "error.internal.meaning": "Es un fallo del programa, no suyo. Lo que ha escrito se conserva.",
  "error.internal.action": "Inténtelo de nuevo. Si continúa, copie los detalles técnicos y comuníquelos.",
};

import type { Translation } from "../catalogue";
import type { errors as source } from "../en/errors";

export const errors: Translation<typeof source> = {
  "errors.technical": "Detalles técnicos",
  "errors.copyDetails": "Copiar detalles",
  "errors.waitSeconds": "El sistema pide esperar {seconds, plural, one {# segundo} other {# segundos}}.",
  "errors.replaceKey": "Cambiar la clave",
  "errors.openConnection": "Abrir la conexión",
  "errors.refreshList": "Actualizar la lista",
  "error.done.no": "No se ha cambiado nada.",
  "error.done.yes": "Lo que pediste está hecho; lo que falló vino después.",
  "error.done.partly": "Solo se ha hecho una parte.",
  "error.done.unclear": "Puede que se haya hecho: aún no se puede saber.",
  "error.wrongKey.title": "La clave no fue aceptada",
  "error.wrongKey.meaning":
    "El sistema ha respondido, pero no reconoce esta clave de acceso. Puede estar mal escrita, haberse sustituido o anulado.",
  "error.wrongKey.action": "Comprueba la clave en los ajustes del propio sistema y cámbiala aquí.",
  "error.notAllowed.title": "Esta clave no tiene permiso",
  "error.notAllowed.meaning": "La clave es correcta, pero sus permisos no incluyen lo que has pedido.",
  "error.notAllowed.action": "Pide más permisos a quien administra la cuenta o usa otra clave.",
  "error.wrongWorkspace.title": "No se encontró el espacio de trabajo",
  "error.wrongWorkspace.meaning":
    "El sistema reconoce la clave, pero no el espacio de trabajo indicado en esta conexión.",
  "error.wrongWorkspace.action":
    "Vuelve a copiar el identificador del espacio de trabajo desde los ajustes del sistema.",
  "error.agentNotFound.title": "Este agente ya no existe",
  "error.agentNotFound.meaning":
    "Es posible que alguien lo haya eliminado entretanto. Tu borrador sigue guardado en este equipo.",
  "error.agentNotFound.action": "Actualiza la lista para ver quién queda.",
  "error.mediaNotFound.title": "El archivo ya no existe",
  "error.mediaNotFound.meaning": "La imagen o la grabación se ha quitado del almacenamiento del sistema.",
  "error.mediaNotFound.action": "Vuelve a subirlo si aún lo tienes.",
  "error.alreadyExists.title": "Ya existe un agente así",
  "error.alreadyExists.meaning":
    "El sistema solo permite un agente con estos datos, a menudo uno por usuario o correo electrónico.",
  "error.alreadyExists.action": "Busca el agente existente en la lista o cambia los datos.",
  "error.refusedValues.title": "El sistema no aceptó algunos valores",
  "error.refusedValues.meaning": "El sistema ha rechazado al menos uno de los valores enviados.",
  "error.refusedValues.action": "Revisa los campos marcados y guarda de nuevo.",
  "error.rateLimited.title": "El sistema pide una pausa",
  "error.rateLimited.meaning":
    "Se han hecho demasiadas peticiones en poco tiempo, desde este programa o desde otros que usan la cuenta.",
  "error.rateLimited.action": "Espera un momento e inténtalo de nuevo.",
  "error.paymentRequired.title": "La cuenta se ha quedado sin saldo",
  "error.paymentRequired.meaning": "El sistema no trabaja hasta que la cuenta se pague o se recargue.",
  "error.paymentRequired.action": "Resuélvelo en la página de facturación del sistema y vuelve a intentarlo.",
  "error.systemFault.title": "El sistema tiene un problema propio",
  "error.systemFault.meaning": "Ha recibido la petición, pero no ha podido atenderla. Suele durar poco.",
  "error.systemFault.action": "Inténtalo de nuevo dentro de unos minutos.",
  "error.unexpectedStatus.title": "El sistema dio una respuesta inesperada",
  "error.unexpectedStatus.meaning":
    "La petición ha llegado, pero la respuesta no es una de las que este sistema documenta.",
  "error.unexpectedStatus.action":
    "Inténtalo de nuevo. Si continúa, copia los detalles técnicos para el soporte del sistema.",
  "error.unreachable.title": "No se puede acceder al sistema",
  "error.unreachable.meaning": "No hay red, la dirección es incorrecta o un cortafuegos lo impide.",
  "error.unreachable.action": "Comprueba la red y la dirección e inténtalo de nuevo.",
  "error.timedOut.title": "No hubo respuesta a tiempo",
  "error.timedOut.meaning": "Se llegó al sistema, pero no respondió lo bastante pronto.",
  "error.timedOut.action": "Inténtalo de nuevo. Con una red lenta puede hacer falta un segundo intento.",
  "error.tlsProblem.title": "La conexión no es segura",
  "error.tlsProblem.meaning":
    "No se pudo comprobar el certificado del sistema. Puede deberse a un proxy de empresa o a un reloj mal ajustado.",
  "error.tlsProblem.action":
    "Comprueba la fecha y la hora de este equipo o pregunta por el certificado a tu departamento de informática.",
  "error.plainHttpRefused.title": "La dirección debe empezar por https",
  "error.plainHttpRefused.meaning": "De lo contrario, otros en la red podrían leer la clave.",
  "error.plainHttpRefused.action": "Cambia la dirección por una que empiece por https://.",
  "error.invalidAddress.title": "Esto no es una dirección web",
  "error.invalidAddress.meaning": "No se puede interpretar la dirección del sistema.",
  "error.invalidAddress.action": "Escríbela completa, por ejemplo https://api.example.com.",
  "error.unreadableAnswer.title": "No se pudo leer la respuesta",
  "error.unreadableAnswer.meaning":
    "El sistema respondió con algo incompleto o de una forma distinta a la documentada.",
  "error.unreadableAnswer.action":
    "Inténtalo de nuevo. Si continúa, comprueba que la dirección sea la de este sistema.",
  "error.answerTooLarge.title": "La respuesta es demasiado grande",
  "error.answerTooLarge.meaning":
    "El sistema respondió con mucho más de lo que contiene una respuesta de este tipo. No se leyó, para que este equipo siga funcionando bien.",
  "error.answerTooLarge.action": "Avisa al soporte del sistema y copia los detalles técnicos.",
  "error.unsafeId.title": "Este ID no se puede usar",
  "error.unsafeId.meaning":
    "Contiene caracteres que ningún ID tiene. Una petición con él llegaría a otra cosa.",
  "error.unsafeId.action":
    "Si lo has escrito tú, compruébalo. Si no, avisa al soporte del sistema y copia los detalles técnicos.",
  "error.ownNetworkRefused.title": "La dirección lleva a tu propia red",
  "error.ownNetworkRefused.meaning":
    "El sistema indicó una dirección de este equipo o de tu propia red. No se consultó, porque ningún sistema debe llegar ahí.",
  "error.ownNetworkRefused.action":
    "Si el archivo está de verdad allí, pregunta a tu departamento de informática. Si no, avisa al soporte del sistema.",
  "error.anotherAgent.title": "La respuesta trata de otro agente",
  "error.anotherAgent.meaning":
    "Se le pidió un agente al sistema y respondió con otro. Para que nada acabe en el agente equivocado, la respuesta no se usa.",
  "error.anotherAgent.action": "Vuelve a leer la lista. Si continúa, avisa a quien lleva el sistema.",
  "error.listTooLong.title": "Esta lista es demasiado larga",
  "error.listTooLong.meaning": "Sigue más allá de lo que lee Callboard, o trae lo mismo una y otra vez.",
  "error.listTooLong.action":
    "Lo que se leyó hasta ahora está ahí. Vuelve a leer la lista; si continúa, avisa a quien lleva el sistema.",
  "error.unclearOutcome.title":
    "{done, select, no {No se hizo} partly {Solo se guardó una parte} other {No es seguro que se hiciera}}",
  "error.unclearOutcome.meaning":
    "{done, select, no {Se envió sin respuesta clara, se buscó y no está.} partly {Se envió sin respuesta clara y se buscó. Una parte está.} other {Se envió y no llegó una respuesta clara. No se envía otra vez por sí solo, para que nada se haga dos veces.}}",
  "error.unclearOutcome.action":
    "{done, select, no {Puedes hacerlo de nuevo.} partly {Revisa el agente y guarda lo que falte.} other {Está en Sin terminar hasta que se sepa.}}",
  "error.cancelled.title": "Detenido",
  "error.cancelled.meaning": "Lo has detenido.",
  "error.cancelled.action": "Empieza de nuevo cuando quieras.",
  "error.unsupported.title": "Este sistema no puede hacerlo",
  "error.unsupported.meaning": "Su interfaz no ofrece ninguna forma de hacer lo que se ha pedido.",
  "error.unsupported.action": "Hazlo en el programa propio del sistema.",
  "error.keychainMissing.title": "Este equipo no tiene un llavero",
  "error.keychainMissing.meaning":
    "Las claves se guardan en el llavero del sistema operativo y no hay ninguno en marcha.",
  "error.keychainMissing.action": "Instala e inicia uno, o usa las claves solo hasta cerrar el programa.",
  "error.keychainLocked.title": "El llavero está bloqueado",
  "error.keychainLocked.meaning": "El sistema operativo no ha permitido leer o guardar la clave.",
  "error.keychainLocked.action": "Desbloquea el llavero e inténtalo de nuevo.",
  "error.keychainFault.title": "El llavero ha fallado",
  "error.keychainFault.meaning": "El llavero del sistema operativo ha comunicado un problema propio.",
  "error.keychainFault.action": "Inténtalo de nuevo. A menudo ayuda cerrar la sesión y volver a iniciarla.",
  "error.credentialMissing.title": "Hay que volver a indicar la clave",
  "error.credentialMissing.meaning": "En este equipo no hay ninguna clave guardada para esta conexión.",
  "error.credentialMissing.action": "Cambia la clave en los ajustes de la conexión.",
  "error.credentialForOtherAddress.title": "La clave es de otra dirección",
  "error.credentialForOtherAddress.meaning":
    "{origin, select, none {La clave guardada se indicó para otra dirección.} other {La clave guardada se indicó para {origin}.}} No se envía a ninguna otra dirección ni a ningún otro sistema, para que no llegue a otro servidor.",
  "error.credentialForOtherAddress.action":
    "Corrige la dirección en los ajustes de la conexión o indica allí la clave de nuevo.",
  "error.credentialTooLong.title": "La clave es demasiado larga",
  "error.credentialTooLong.meaning":
    "Los llaveros admiten {maximum, select, none {solo claves cortas} other {como máximo {maximum} bytes}}. Puede que se haya pegado algo más que la clave.",
  "error.credentialTooLong.action": "Copia únicamente la clave.",
  "error.credentialMalformed.title": "Esto no es una clave",
  "error.credentialMalformed.meaning":
    "Tiene saltos de línea, acentos o letras que no se ven. Las claves tienen letras sencillas, cifras y signos.",
  "error.credentialMalformed.action": "Copia únicamente la clave.",
  "error.connectionNotFound.title": "Esta conexión ya no existe",
  "error.connectionNotFound.meaning": "Se ha quitado entretanto.",
  "error.connectionNotFound.action": "Elige otra conexión o conéctate de nuevo.",
  "error.connectionIncomplete.title": "Falta algo en la conexión",
  "error.connectionIncomplete.meaning": "Sin ese dato no se puede consultar el sistema.",
  "error.connectionIncomplete.action": "Rellena el campo marcado.",
  "error.fileEmpty.title": "El archivo está vacío",
  "error.fileEmpty.meaning": "No contiene nada que subir.",
  "error.fileEmpty.action": "Elige otro archivo.",
  "error.fileUnreadable.title": "No se puede abrir el archivo",
  "error.fileUnreadable.meaning": "Se ha movido, está en uso o no tienes permiso para leerlo.",
  "error.fileUnreadable.action": "Comprueba el archivo y vuelve a elegirlo.",
  "error.fileTooLarge.title": "El archivo es demasiado grande",
  "error.fileTooLarge.meaning":
    "Supera lo que se puede tratar aquí{maximum, select, none {} other { ({maximum})}}.",
  "error.fileTooLarge.action": "Elige un archivo más pequeño.",
  "error.notAPicture.title":
    "{fault, select, cutOff {La imagen está cortada} other {{format, select, none {Esto no es una imagen} other {Aquí no se pueden abrir imágenes {format}}}}}",
  "error.notAPicture.meaning":
    "{fault, select, cutOff {Falta el final del archivo, así que una parte de la imagen saldría gris.} other {{format, select, none {El archivo no contiene una imagen legible, diga lo que diga su nombre.} other {El archivo contiene una imagen de un tipo que este programa no lee.}}}}",
  "error.notAPicture.action":
    "{fault, select, cutOff {Copia o descarga la imagen otra vez y vuelve a elegirla.} other {{format, select, none {Elige un archivo JPEG, PNG, WebP, GIF, BMP o TIFF.} other {Guárdala como JPEG o PNG en un programa de imágenes y vuelve a elegirla.}}}}",
  "error.pictureTooLarge.title": "La imagen es demasiado grande",
  "error.pictureTooLarge.meaning": "Tiene más píxeles de los que se pueden tratar aquí.",
  "error.pictureTooLarge.action": "Redúcela con un programa de imágenes y vuelve a elegirla.",
  "error.notASound.title":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {Esto no es una grabación} other {Aquí no se pueden abrir grabaciones {format}}}} other {La grabación tiene demasiadas muestras por segundo}}} other {La grabación tiene demasiados canales}}",
  "error.notASound.meaning":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {El archivo no contiene sonido que se pueda leer, diga lo que diga su nombre.} other {El archivo contiene sonido de un tipo que este programa no lee.}}} other {Tiene {sampleRate} muestras por segundo. Este programa lee hasta {maximumSampleRate}.}}} other {Tiene {channels} canales. Este programa lee hasta {maximumChannels}.}}",
  "error.notASound.action":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {Elige un archivo WAV, MP3, OGG, FLAC o M4A.} other {Guárdala como WAV o MP3 en un programa de sonido y vuelve a elegirla.}}} other {Guárdala con 48000 muestras por segundo en un programa de sonido y vuelve a elegirla.}}} other {Guárdala en mono o estéreo en un programa de sonido y vuelve a elegirla.}}",
  "error.noSoundDevice.title": "Ningún altavoz puede reproducirlo",
  "error.noSoundDevice.meaning": "En este momento el equipo no ofrece ningún dispositivo de sonido.",
  "error.noSoundDevice.action": "Conecta o enciende un altavoz o unos auriculares e inténtalo de nuevo.",
  "error.heicPicture.title": "Es una foto de iPhone (HEIC)",
  "error.heicPicture.meaning":
    "Los iPhone guardan las fotos como HEIC, un formato que aquí no se puede abrir.",
  "error.heicPicture.action":
    "Expórtala antes como JPEG: en un Mac, en Vista Previa, Archivo y Exportar; en el iPhone, elige Más compatible en Cámara, Formatos. Después vuelve a elegirla.",
  "error.soundTooLong.title": "La grabación es demasiado larga",
  "error.soundTooLong.meaning":
    "Dura más de lo que se puede usar aquí{maximumSeconds, select, none {} other { ({maximumSeconds} segundos)}}.",
  "error.soundTooLong.action": "Recórtala o elige una grabación más corta.",
  "error.nothingLeft.title": "No queda nada de la grabación",
  "error.nothingLeft.meaning": "El principio y el final están en el mismo sitio.",
  "error.nothingLeft.action": "Mueve el principio o el final.",
  "error.noMicrophone.title": "Este equipo no tiene micrófono",
  "error.noMicrophone.meaning": "No hay ninguno conectado, o el que elegiste ya no está.",
  "error.noMicrophone.action":
    "Conecta un micrófono o unos auriculares e inténtalo de nuevo, o elige un archivo de sonido.",
  "error.microphoneRefused.title": "No se permite usar el micrófono",
  "error.microphoneRefused.meaning":
    "Los ajustes de privacidad del equipo no dejan que este programa lo use.",
  "error.microphoneRefused.action":
    "Permite el micrófono en los ajustes de privacidad del equipo e inténtalo de nuevo.",
  "error.microphoneBusy.title": "Otro programa usa el micrófono",
  "error.microphoneBusy.meaning": "Solo puede usarlo un programa a la vez.",
  "error.microphoneBusy.action": "Cierra el otro programa, por ejemplo una llamada, e inténtalo de nuevo.",
  "error.uploadExpired.title": "La subida tardó demasiado en empezar",
  "error.uploadExpired.meaning":
    "El permiso del sistema para guardar el archivo caducó antes de que llegara.",
  "error.uploadExpired.action": "Inténtalo de nuevo: se pedirá un permiso nuevo.",
  "error.uploadTooLarge.title": "El archivo es demasiado grande para el sistema",
  "error.uploadTooLarge.meaning":
    "Su almacenamiento admite archivos de {maximum, select, none {menor tamaño} other {como máximo {maximum}}}.",
  "error.uploadTooLarge.action":
    "{media, select, sound {Acorta la grabación, o elige 8 kHz, que ocupa la mitad.} other {Elige un archivo más pequeño.}}",
  "error.uploadTooSmall.title": "El archivo es demasiado pequeño para el sistema",
  "error.uploadTooSmall.meaning":
    "Su almacenamiento admite archivos de {minimum, select, none {mayor tamaño} other {al menos {minimum}}}.",
  "error.uploadTooSmall.action": "Elige una grabación más larga o una imagen más grande.",
  "error.uploadTypeRefused.title": "El sistema no admite este tipo de archivo",
  "error.uploadTypeRefused.meaning":
    "Su almacenamiento acepta {allowed, select, none {otros tipos} other {solo {allowed}}}.",
  "error.uploadTypeRefused.action": "Elige un archivo de otro tipo.",
  "error.uploadRefused.title": "El archivo no se guardó",
  "error.uploadRefused.meaning":
    "{storageCode, select, SignatureDoesNotMatch {El almacenamiento del sistema no ha reconocido el permiso.} AccessDenied {El almacenamiento del sistema no deja que esta conexión ponga ahí el archivo.} InvalidPolicyDocument {El archivo no cumple las condiciones que el sistema ha puesto para su almacenamiento.} InvalidArgument {El almacenamiento del sistema no ha entendido lo que se le ha enviado.} MalformedPOSTRequest {El almacenamiento del sistema no ha entendido lo que se le ha enviado.} other {El almacenamiento del sistema lo ha rechazado.}}",
  "error.uploadRefused.action":
    "Inténtalo de nuevo. Si continúa, copia los detalles técnicos para el soporte del sistema.",
  "error.uploadStalled.title": "La subida se ha detenido",
  "error.uploadStalled.meaning": "Durante un rato no ha pasado nada más.",
  "error.uploadStalled.action": "Comprueba la red e inténtalo de nuevo.",
  "error.diskFull.title": "El disco está lleno",
  "error.diskFull.meaning": "Lo que has cambiado no se puede guardar en este equipo.",
  "error.diskFull.action": "Libera espacio e inténtalo de nuevo.",
  "error.storageFault.title": "Algo no se pudo guardar en este equipo",
  "error.storageFault.meaning": "El programa no ha podido leer o escribir sus propios archivos.",
  "error.storageFault.action": "Comprueba que el disco no esté lleno ni protegido e inténtalo de nuevo.",
  "error.sampleFault.title": "No se pudieron iniciar los agentes de muestra",
  "error.sampleFault.meaning": "Viven en este equipo y algo ha impedido que se inicien.",
  "error.sampleFault.action": "Inténtalo de nuevo. Si continúa, reinicia el programa.",
  "error.invalidEdits.title": "Aún no se puede guardar",
  "error.invalidEdits.meaning": "Algunos valores no son correctos. Están marcados en su sitio.",
  "error.invalidEdits.action": "Corrige los campos marcados y guarda de nuevo.",
  "error.cannotUndo.title": "Ya no se puede deshacer",
  "error.cannotUndo.meaning": "Entretanto ha cambiado algo más y deshacerlo lo sobrescribiría.",
  "error.cannotUndo.action": "Abre el agente y cambia el valor a mano.",
  "error.superseded.title": "Ya hay una foto más nueva",
  "error.superseded.meaning": "Desde que se subió esta foto, el agente recibió otra.",
  "error.superseded.action": "Déjalo así o usa esta de todos modos.",
  "error.alreadySent.title": "Ya se envió el mismo agente",
  "error.alreadySent.meaning":
    "Aún no se sabe si se creó. No se envía por segunda vez, para que nunca haya dos.",
  "error.alreadySent.action": "Busca de nuevo en Sin terminar o di allí si se creó.",
  "error.alreadyAdded.title": "Este agente ya está aquí",
  "error.alreadyAdded.meaning":
    "{name, select, none {El agente} other {{name}}} ya está entre los agentes de esta conexión.",
  "error.alreadyAdded.action": "Búscalo en la lista.",
  "error.notOffered.title": "Esta cuenta no dispone de eso",
  "error.notOffered.meaning":
    "Algunas cuentas de este sistema pueden hacerlo y esta no. La clave no tiene ningún problema.",
  "error.notOffered.action":
    "Pregunta a quien administre la cuenta. Cuando la cuenta disponga de ello, elige «Volver a preguntar» en la página de la conexión.",
  "error.secretUnknown.title": "Hay que volver a escribir un secreto",
  "error.secretUnknown.meaning":
    "Estaba guardado cuando empezaste y ya no está, así que no se puede conservar.",
  "error.secretUnknown.action": "Escríbelo de nuevo donde está oculto y guarda.",
  "error.internal.title": "Algo ha fallado en Callboard",
  "error.internal.meaning": "Es un fallo del programa, no tuyo. Lo que has escrito se conserva.",
  "error.internal.action": "Inténtalo de nuevo. Si continúa, copia los detalles técnicos y comunícalos.",
};

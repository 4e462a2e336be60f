import type { Translation } from "../catalogue";
import type { closing as source } from "../en/closing";

export const closing: Translation<typeof source> = {
  "closing.title": "¿Cerrar Callboard?",
  "closing.lost": "Hay algo sin terminar:",
  "closing.keepWorking": "Seguir trabajando",
  "closing.closeAnyway": "Cerrar de todos modos",
  "closing.waiting": "Callboard se cerrará en cuanto termine el cambio que está en marcha.",
  "closing.drafts": "Se perderán los cambios que no se han podido guardar en este equipo.",
  "closing.halfTyped":
    "{count, plural, one {Un texto a medio escribir} other {# textos a medio escribir}} puede contener un secreto, así que no se guarda nada de ello en este equipo.",
  "closing.halfTypedFailed":
    "Se perderá el texto a medio escribir que no se ha podido guardar en este equipo.",
  "closing.recording": "Se está grabando. La grabación termina aquí y se conserva en este equipo.",
  "closing.queue":
    "{count, plural, one {# grabación espera} other {# grabaciones esperan}} para subirse. Lo que has grabado aquí se conserva; un archivo elegido hay que volver a elegirlo.",
  "closing.upload": "Hay una subida en marcha y se interrumpirá.",
  "storage.title": "Por ahora no se puede cambiar nada",
  "storage.full":
    "El disco de este equipo está lleno. Callboard anota cada cambio antes de enviarlo. Libera espacio y vuelve a intentarlo.",
  "storage.unusable":
    "Callboard no puede escribir en su carpeta de este equipo. Anota cada cambio antes de enviarlo. Comprueba que se puede escribir en la carpeta y vuelve a intentarlo.",
  "storage.lost": "Lo que escribas ahora se perderá al cerrar la ventana.",
  "storage.usable": "Ya se pueden hacer cambios",
  "storage.settingsRestored": "Tus ajustes estaban dañados; se usa la última copia buena",
  "storage.settingsRestoredMeaning":
    "Están todas las conexiones. El archivo dañado se ha apartado como {file}. Puede faltar un cambio de última hora.",
  "storage.settingsLost": "No se han podido leer tus ajustes ni tus conexiones",
  "storage.settingsLostMeaning":
    "El archivo estaba dañado y no había copia. Se ha apartado como {file}. Vuelve a conectar tus sistemas; en ellos no ha cambiado nada.",
};

import type { Translation } from "../catalogue";
import type { findings as source } from "../en/findings";

export const findings: Translation<typeof source> = {
  "finding.required": "Hace falta.",
  "finding.wrongForm":
    "{expected, select, text {Escribe aquí un texto.} number {Escribe aquí un número.} switch {Solo puede estar activado o desactivado.} oneNumber {Puede leerse como {one} o como {other}. Escríbelo sin el signo que separa los miles.} shorterNumber {Este número tiene más cifras de las que se pueden guardar con exactitud. Escribe uno más corto.} chip {“{value}” aún no está en la lista. Pulsa Intro para añadirlo.} name {El nombre nuevo “{value}” aún no se ha aplicado. Pulsa Intro para cambiarlo.} names {Da a cada fila un nombre propio o quita la fila.} times {Estas horas aún no se han aplicado.} object {Tiene que ser un objeto, entre llaves.} pairs {Cada nombre necesita un texto como valor.} list {Tiene que ser una lista.} languageTag {Elige un idioma de la lista o escribe su código, como nl-NL.} schedule {Este horario no se puede leer.} holidays {Estos festivos no se pueden leer.} other {Este valor no se puede leer.}}",
  "finding.tooSmall": "Como mínimo {minimum}.",
  "finding.tooLarge": "Como máximo {maximum}.",
  "finding.notWhole": "Solo números enteros.",
  "finding.notAnOption": "«{value}» no es uno de los valores que se pueden elegir.",
  "finding.notAPhoneNumber":
    "{suggestion, select, none {Esto no parece un número de teléfono internacional. Empiezan por + y el código del país, como +34 915 55 01 23.} other {Los teléfonos escriben este número así: {suggestion}.}}",
  "finding.notAnEmail": "No es una dirección de correo.",
  "finding.notAUrl": "No es una dirección web. Empieza por https://.",
  "finding.notAUuid": "No es un identificador. Tiene 36 caracteres: letras, cifras y guiones.",
  "finding.notATimeZone": "Esta zona horaria no se conoce. Elige una ciudad de la lista.",
  "finding.notACountry": "Este país no se conoce. Elige uno de la lista.",
  "finding.notATime": "El {when} tiene una hora que no existe.",
  "finding.emptyRange": "El horario del {when} empieza y termina en el mismo minuto.",
  "finding.overlap": "El horario del {when} se solapa con el del día siguiente.",
  "finding.notADate": "{name} cae en un día que no tiene ningún mes.",
  "finding.leapDay": "{name}, el 29 de febrero, solo cuenta en años bisiestos.",
  "finding.duplicateHoliday": "{when} está dos veces en la lista.",
  "finding.cannotBeEmptied": "Se puede cambiar, pero no vaciar.",
  "finding.notEditable": "Esto no se puede cambiar aquí.",
  "finding.hiddenDirection":
    "En este texto hay un carácter invisible que invierte el orden de lo que sigue. Puede leerse de forma distinta a como está guardado.",
  "finding.notJson": "Esto no es JSON: deja de entenderse en la línea {line}, columna {column}.",
  "finding.secretMissing": "Escribe este secreto otra vez: no se guarda con los borradores ni las copias.",
  "finding.replacesAll": "Al guardar, lo que ves sustituye todo lo que hay guardado aquí.",
  "finding.wanted":
    "Lo elegido en otra parte también necesita esto. Sin ello, puede que el agente no funcione.",
};

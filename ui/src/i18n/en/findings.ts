export const findings = {
  "finding.required": "This is needed.",
  "finding.wrongForm":
    "{expected, select, text {Type a text here.} number {Type a number here.} switch {This can only be on or off.} oneNumber {This can be read as {one} or as {other}. Type it without the sign that parts thousands.} shorterNumber {This number has more digits than can be kept exactly. Type a shorter one.} chip {“{value}” is not in the list yet. Press Enter to add it.} name {The new name “{value}” is not taken over yet. Press Enter to rename.} names {Give every row a name of its own, or remove the row.} times {These times are not taken over yet.} object {This has to be an object, between curly brackets.} pairs {Each name needs a text as its value.} list {This has to be a list.} languageTag {Choose a language from the list, or type its tag, such as nl-NL.} schedule {These hours cannot be read.} holidays {These holidays cannot be read.} other {This value cannot be read.}}",
  "finding.tooSmall": "At least {minimum}.",
  "finding.tooLarge": "At most {maximum}.",
  "finding.notWhole": "Only whole numbers.",
  "finding.notAnOption": "“{value}” is not one of the values that can be chosen.",
  "finding.notAPhoneNumber":
    "This does not look like a telephone number. Begin with + and the country code, such as +31 20 123 4567.",
  "finding.notAnEmail": "This is not an e-mail address.",
  "finding.notAUrl": "This is not a web address. It begins with https://.",
  "finding.notAUuid": "This is not an ID. It has 36 characters: letters, digits and dashes.",
  "finding.notATimeZone": "This time zone is not known. Choose a town from the list.",
  "finding.notACountry": "This country is not known. Choose one from the list.",
  "finding.notATime": "{when} has a time that no clock shows.",
  "finding.emptyRange": "The hours of {when} begin and end at the same minute.",
  "finding.overlap": "The hours of {when} reach into those of the next day.",
  "finding.notADate": "{name} is on a day that no month has.",
  "finding.leapDay": "{name} on 29 February counts in leap years only.",
  "finding.duplicateHoliday": "{when} is in the list twice.",
  "finding.cannotBeEmptied": "This can be changed, but not emptied.",
  "finding.notEditable": "This cannot be changed here.",
  "finding.hiddenDirection":
    "There is an invisible character in this text that turns around the order of what follows. It may read differently from what is stored.",
  "finding.notJson": "This is not JSON: it stops making sense at line {line}, column {column}.",
  "finding.secretMissing": "Type this secret again: it is not kept with drafts and copies.",
  "finding.replacesAll": "Saving replaces everything that is stored here by what you see.",
} as const;

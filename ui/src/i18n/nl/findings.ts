import type { Translation } from "../catalogue";
import type { findings as source } from "../en/findings";

export const findings: Translation<typeof source> = {
  "finding.required": "Dit is nodig.",
  "finding.wrongForm":
    "{expected, select, text {Typ hier een tekst.} number {Typ hier een getal.} switch {Dit kan alleen aan of uit staan.} oneNumber {Dit kan {one} of {other} zijn. Typ het zonder het teken dat duizendtallen scheidt.} shorterNumber {Dit getal heeft meer cijfers dan precies bewaard kunnen worden. Typ een korter getal.} chip {“{value}” staat nog niet in de lijst. Druk op Enter om het toe te voegen.} name {De nieuwe naam “{value}” is nog niet overgenomen. Druk op Enter om de naam te wijzigen.} names {Geef elke rij een eigen naam, of verwijder de rij.} times {Deze tijden zijn nog niet overgenomen.} object {Dit moet een object zijn, tussen accolades.} pairs {Bij elke naam hoort een tekst als waarde.} list {Dit moet een lijst zijn.} languageTag {Kies een taal uit de lijst, of typ de code, zoals nl-NL.} schedule {Deze werktijden zijn niet te lezen.} holidays {Deze feestdagen zijn niet te lezen.} other {Deze waarde is niet te lezen.}}",
  "finding.tooSmall": "Minstens {minimum}.",
  "finding.tooLarge": "Hoogstens {maximum}.",
  "finding.notWhole": "Alleen hele getallen.",
  "finding.notAnOption": "‘{value}’ is geen waarde die je kunt kiezen.",
  "finding.notAPhoneNumber":
    "{suggestion, select, none {Dit lijkt geen internationaal telefoonnummer. Die beginnen met + en de landcode, zoals +31 20 123 4567.} other {Telefoons schrijven dit nummer zo: {suggestion}.}}",
  "finding.notAnEmail": "Dit is geen e-mailadres.",
  "finding.notAUrl": "Dit is geen webadres. Het begint met https://.",
  "finding.notAUuid": "Dit is geen ID. Die heeft 36 tekens: letters, cijfers en streepjes.",
  "finding.notATimeZone": "Deze tijdzone is niet bekend. Kies een plaats uit de lijst.",
  "finding.notACountry": "Dit land is niet bekend. Kies er een uit de lijst.",
  "finding.notATime": "Bij {when} staat een tijd die geen klok aangeeft.",
  "finding.emptyRange": "De werktijd van {when} begint en eindigt op dezelfde minuut.",
  "finding.overlap": "De werktijd van {when} loopt door in die van de volgende dag.",
  "finding.notADate": "{name} valt op een dag die geen enkele maand heeft.",
  "finding.leapDay": "{name} op 29 februari telt alleen in schrikkeljaren.",
  "finding.duplicateHoliday": "{when} staat twee keer in de lijst.",
  "finding.cannotBeEmptied": "Dit kan worden gewijzigd, maar niet leeggemaakt.",
  "finding.notEditable": "Dit kan hier niet worden gewijzigd.",
  "finding.hiddenDirection":
    "In deze tekst staat een onzichtbaar teken dat de volgorde van wat volgt omdraait. Wat je leest kan anders zijn dan wat is opgeslagen.",
  "finding.notJson": "Dit is geen JSON: vanaf regel {line}, kolom {column} klopt het niet meer.",
  "finding.secretMissing": "Typ dit geheim opnieuw: het wordt niet bewaard bij concepten en kopieën.",
  "finding.replacesAll": "Bij het opslaan vervangt wat je ziet alles wat hier is opgeslagen.",
  "finding.wanted": "Wat elders is gekozen, heeft dit ook nodig. Zonder dit werkt de agent misschien niet.",
};

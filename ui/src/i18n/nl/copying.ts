import type { Translation } from "../catalogue";
import type { copying as source } from "../en/copying";

export const copying: Translation<typeof source> = {
  "copying.copyTo": "Naar een ander systeem kopiëren",
  "copying.title": "{name} kopiëren",
  "copying.where": "Waar komt de kopie?",
  "copying.nowhere": "Er is geen andere verbinding waarop agenten kunnen worden gemaakt.",
  "copying.to": "Kopiëren naar {name}",
  "copying.nothingYet": "Er wordt niets gemaakt tot je de nieuwe agent opslaat.",
  "copying.reading": "{name} wordt gelezen…",
  "copying.along": "Gaat mee ({count, number})",
  "copying.nothingAlong": "Niets: de twee systemen hebben geen instelling gemeen.",
  "copying.behind": "Blijft achter ({count, number})",
  "copying.reason.noPlace": "De kopie in {system} heeft deze instelling niet.",
  "copying.reason.ownAccount":
    "Blijft bij het eigen account. Vul het in het formulier opnieuw in als de nieuwe agent het nodig heeft.",
  "copying.reason.otherValues": "{system} heeft de instelling, maar niet deze waarde.",
  "copying.reason.secret":
    "Geheimen worden nooit gekopieerd. Typ ze opnieuw als de nieuwe agent ze nodig heeft.",
  "copying.reason.undescribed": "Het programma kent deze instellingen niet, dus blijven ze bij hun agent.",
  "copying.missing": "Nog in te vullen ({count, number})",
  "copying.nothingMissing": "Niets: de nieuwe agent heeft alles wat hij nodig heeft.",
  "copying.becomes": "wordt",
  "copying.unfinished": "Op {name} staat een agent die je begon te maken en niet hebt opgeslagen.",
  "copying.continue": "Verder naar het formulier",
  "copying.showAll": "Alle {count, number} tonen",
};

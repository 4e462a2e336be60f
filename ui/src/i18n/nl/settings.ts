import type { Translation } from "../catalogue";
import type { settings as source } from "../en/settings";

export const settings: Translation<typeof source> = {
  "settings.title": "Instellingen",
  "settings.look": "Weergave",
  "settings.lookHint": "“Zoals het systeem” volgt deze computer, ook als die ’s avonds wisselt.",
  "settings.light": "Licht",
  "settings.dark": "Donker",
  "settings.system": "Zoals het systeem",
  "settings.language": "Taal",
  "settings.languageHint": "Wijzigt elke tekst, datum en elk getal in dit venster.",
  "settings.keys": "Waar sleutels worden bewaard",
  "settings.keysKeychain":
    "In de sleutelbos van deze computer. Callboard schrijft ze nooit naar een bestand.",
  "settings.keysSession":
    "Alleen in het geheugen tot je het programma sluit. De volgende keer moet elke sleutel opnieuw worden opgegeven.",
  "settings.samples": "Voorbeeldagenten",
  "settings.samplesHint":
    "Zet elke voorbeeldagent terug zoals die in het begin was. Je eigen verbindingen blijven ongemoeid.",
  "settings.samplesReset": "Voorbeelden terugzetten",
  "settings.samplesResetDone": "De voorbeeldagenten zijn teruggezet.",
  "settings.samplesResetAsk": "Voorbeeldagenten terugzetten?",
  "settings.samplesResetMeaning":
    "Alles wat je aan de voorbeeldagenten hebt gewijzigd gaat verloren, met foto's en opnames.",
  "settings.damaged": "Beschadigde bestanden",
  "settings.damagedHint":
    "Deze konden niet worden gelezen en zijn apart gezet, zodat niets erin voorgoed verloren gaat. Er staat in wat hier is geschreven. Verwijder wat niemand nodig heeft.",
  "settings.damaged.journal":
    "Niet-opgeslagen wijzigingen en geschiedenis{at, select, none {} other {, apart gezet op {at}}}",
  "settings.damaged.settings":
    "Instellingen en verbindingen, zonder sleutels{at, select, none {} other {, apart gezet op {at}}}",
  "settings.damagedRemove": "Verwijderen",
  "settings.damagedRemoveOf": "{name} verwijderen",
  "settings.damagedRemoveAsk": "Dit beschadigde bestand verwijderen?",
  "settings.damagedRemoveMeaning": "Wat erin staat, kan daarna niet worden teruggehaald.",
  "settings.damagedRemoved": "Het beschadigde bestand is verwijderd.",
  "settings.about": "Over",
  "settings.aboutText":
    "Callboard stelt alles in wat je klanten te woord staat: mensen en AI-stemmen, op meerdere systemen, in één venster.",
  "settings.version": "Versie {version}",
  "settings.licences": "Licenties van anderen",
  "settings.licencesTitle": "Waarmee Callboard is gemaakt",
  "settings.licencesMeaning":
    "Callboard is gemaakt met werk van anderen. Dit zijn hun pakketten en licenties, in de woorden van hun makers, in het Engels.",
  "settings.logs": "Logboeken tonen",
  "settings.logsHint": "Ze helpen als je om hulp vraagt. Er staan geen sleutels of woorden van klanten in.",
  "settings.showKeys": "Alle toetsen tonen",
  "keys.title": "Toetsen",
  "keys.anywhere": "Overal",
  "keys.list": "In de lijst met agenten",
  "keys.page": "Op de pagina van een agent",
  "keys.hours": "Bij de weekuren",
  "keys.search": "Zoeken in de lijst",
  "keys.connection": "Naar de eerste, tweede, … verbinding",
  "keys.move": "Door de rijen gaan",
  "keys.ends": "Eerste of laatste rij",
  "keys.open": "Agent openen",
  "keys.save": "Wijzigingen opslaan",
  "keys.hoursMove": "Uren een kwartier verschuiven",
  "keys.hoursResize": "Uren langer of korter maken",
  "keys.hoursStart": "Eerder of later beginnen",
  "keys.hoursFine": "De uren vijf minuten verplaatsen",
  "keys.hoursDay": "Naar een andere dag",
  "keys.hoursClose": "De dag sluiten",
  "keys.hoursType": "Uren typen",
  "keys.close": "Sluiten wat zweeft, veld verlaten",
};

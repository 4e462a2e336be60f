import type { Translation } from "../catalogue";
import type { connections as source } from "../en/connections";

export const connections: Translation<typeof source> = {
  "first.title": "Wie staat uw klanten te woord?",
  "first.lead":
    "Callboard toont elke persoon en elke AI-stem in één venster, en u wijzigt alles in gewone woorden.",
  "first.connect": "Systeem verbinden",
  "first.connectHint":
    "U hebt een toegangssleutel van het systeem nodig. Die blijft in de sleutelbos van deze computer.",
  "first.connectHintSession":
    "U hebt een toegangssleutel van het systeem nodig. Die wordt bewaard tot u het programma sluit.",
  "first.samples": "Rondkijken met voorbeeldagenten",
  "first.samplesHint": "Geen account nodig. Alles werkt, en niets verlaat deze computer.",
  "first.samplesStarting": "Voorbeeldagenten klaarzetten",
  "first.continueWith": "Uw verbindingen",
  "keychain.missingTitle": "Callboard vond geen sleutelbos",
  "keychain.missingMeaning":
    "Toegangssleutels worden in de sleutelbos van het besturingssysteem bewaard, nooit in een bestand. Op deze computer draait zo'n dienst niet.",
  "keychain.missingStep1": "Installeer een sleutelbosdienst: GNOME Keyring, KWallet of KeePassXC.",
  "keychain.missingStep2": "Log uit en weer in op de computer, zodat de dienst start.",
  "keychain.missingStep3": "Start Callboard opnieuw.",
  "keychain.lockedTitle": "De sleutelbos is vergrendeld",
  "keychain.lockedMeaning":
    "Toegangssleutels staan in de sleutelbos van het besturingssysteem. Die is er, maar laat Callboard niet binnen.",
  "keychain.lockedStep1": "Klik op Ontgrendelen. De computer kan om uw inlogwachtwoord vragen.",
  "keychain.lockedStep2": "Verschijnt de vraag of Callboard hem mag gebruiken, sta dat dan toe.",
  "keychain.lockedStep3": "Kom hier terug en controleer opnieuw.",
  "keychain.check": "Opnieuw controleren",
  "keychain.unlock": "Ontgrendelen",
  "keychain.session": "Zonder verdergaan tot ik het programma sluit",
  "keychain.sessionMeaning":
    "Sleutels staan dan alleen in het geheugen. Sluit u Callboard, dan zijn ze weg en moet elke sleutel de volgende keer opnieuw worden opgegeven.",
  "keychain.stillNot": "Nog steeds hetzelfde. Zijn alle stappen gedaan?",
  "connect.titleOf": "{system} verbinden",
  "connect.choose": "Welk systeem?",
  "connect.name": "Naam",
  "connect.nameHint": "Hoe u het in het venster wilt zien, bijvoorbeeld “Northwind Support”.",
  "connect.where": "Waar vind ik dit?",
  "connect.test": "Verbinding testen",
  "connect.testing": "Systeem wordt gevraagd",
  "connect.works": "De verbinding werkt.",
  "connect.worksAgents": "{agents, plural, one {# agent gevonden.} other {# agenten gevonden.}}",
  "connect.worksAs": "De sleutel is van {name}.",
  "connect.stop": "Stoppen",
  "connect.connect": "Verbinden",
  "connect.missing": "Vul dit in.",
  "connect.notHttps": "Begin met https://. Anders is de sleutel onderweg leesbaar.",
  "connect.notAddress": "Schrijf een volledig webadres, zoals https://api.example.com.",
  "connect.tooLong":
    "Dit is langer dan een sleutelbos kan bewaren ({maximum, number} bytes). Kopieer alleen de sleutel.",
  "connect.showKey": "Sleutel tonen",
  "connect.more": "Meer",
  "connect.less": "Minder",
  "connect.added": "{name} is verbonden.",
  "connection.details": "Gegevens",
  "connection.save": "Wijzigingen opslaan",
  "connection.saved": "De verbinding is opgeslagen.",
  "connection.key": "Toegangssleutel",
  "connection.keyKeychain":
    "Bewaard in de sleutelbos van deze computer. Hij kan niet opnieuw worden getoond, alleen vervangen.",
  "connection.keySession": "In het geheugen tot u het programma sluit.",
  "connection.keyMissing": "Er is geen sleutel bewaard. Geef hem opnieuw op om deze verbinding te gebruiken.",
  "connection.keyNotNeeded": "Er is geen sleutel bewaard. Dit systeem werkt zonder.",
  "connection.keyReplace": "Sleutel vervangen",
  "connection.keyNew": "Nieuwe sleutel",
  "connection.keyReplaced": "De sleutel is vervangen.",
  "connection.remove": "{name} verwijderen",
  "connection.removeTitle": "Deze verbinding verwijderen",
  "connection.removeHint":
    "Haalt de verbinding uit Callboard en de sleutel uit de sleutelbos. In het systeem zelf verandert niets.",
  "connection.removeAsk": "{name} verwijderen?",
  "connection.removeMeaning":
    "De sleutel gaat uit de sleutelbos en concepten van de agenten gaan verloren. De agenten zelf blijven zoals ze zijn.",
  "connection.removed": "{name} is verwijderd.",
  "connection.sampleText": "Deze voorbeeldagenten staan op deze computer. Wijzig wat u wilt.",
  "connection.settingsOf": "Instellingen van {name}",
  "connection.gone": "Deze verbinding bestaat niet meer.",
};

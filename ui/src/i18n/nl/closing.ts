import type { Translation } from "../catalogue";
import type { closing as source } from "../en/closing";

export const closing: Translation<typeof source> = {
  "closing.title": "Callboard sluiten?",
  "closing.lost": "Er is iets nog niet klaar:",
  "closing.keepWorking": "Verder werken",
  "closing.closeAnyway": "Toch sluiten",
  "closing.waiting": "Callboard sluit zodra de wijziging die nog loopt klaar is.",
  "closing.drafts": "Wijzigingen die niet op deze computer konden worden bewaard, gaan verloren.",
  "closing.halfTyped":
    "{count, plural, one {Een half getypte tekst} other {# half getypte teksten}} kan een geheim bevatten; daarom wordt er op deze computer niets van bewaard.",
  "closing.halfTypedFailed":
    "Half getypte tekst die niet op deze computer kon worden bewaard, gaat verloren.",
  "closing.recording": "Er wordt opgenomen. De opname stopt hier en blijft op deze computer bewaard.",
  "closing.queue":
    "{count, plural, one {# opname wacht} other {# opnamen wachten}} op het uploaden. Wat je hier hebt opgenomen blijft bewaard; een gekozen bestand moet je opnieuw kiezen.",
  "closing.upload": "Er wordt nog iets geüpload; dat wordt afgebroken.",
  "storage.title": "Er kan nu niets worden gewijzigd",
  "storage.full":
    "De schijf van deze computer is vol. Callboard schrijft elke wijziging op voordat die wordt verstuurd. Maak ruimte vrij en probeer het opnieuw.",
  "storage.unusable":
    "Callboard kan niet in zijn map op deze computer schrijven. Elke wijziging wordt opgeschreven voordat die wordt verstuurd. Zorg dat in de map geschreven kan worden en probeer het opnieuw.",
  "storage.lost": "Wat je nu typt, gaat verloren als het venster sluit.",
  "storage.usable": "Er kan weer worden gewijzigd",
  "storage.settingsRestored": "Je instellingen waren beschadigd; de laatste goede kopie wordt gebruikt",
  "storage.settingsRestoredMeaning":
    "Alle verbindingen zijn er. Het beschadigde bestand is apart gezet als {file}. Een wijziging van het laatste moment kan ontbreken.",
  "storage.settingsLost": "Je instellingen en verbindingen konden niet worden gelezen",
  "storage.settingsLostMeaning":
    "Het bestand was beschadigd en er was geen kopie. Het is apart gezet als {file}. Verbind je systemen opnieuw; daarin is niets veranderd.",
};

import type { Translation } from "../catalogue";
import type { changes as source } from "../en/changes";

export const changes: Translation<typeof source> = {
  "changes.title": "Onafgemaakt",
  "changes.count":
    "{count, plural, =0 {Onafgemaakt} one {Onafgemaakt: # ding voor jou} other {Onafgemaakt: # dingen voor jou}}",
  "changes.hint": "Wijzigingen die bezig zijn en die jou nodig hebben",
  "changes.nothing": "Er is niets onafgemaakt.",
  "changes.noName": "een agent zonder naam",
  "changes.running": "Bezig",
  "changes.undecided": "Aan jou om te beslissen",
  "changes.files": "Geüpload, maar nog niet bij de agent",
  "changes.setAside": "Apart gezet",
  "changes.open": "Openen",
  "changes.show": "Tonen",
  "changes.dismiss": "Sluiten",
  "changes.dismissOf": "Sluiten: {what}",
  "changes.openOf": "Openen: {what}",
  "changes.stopOf": "Stop: {what}",
  "changes.kind.created": "{name} aanmaken",
  "changes.kind.updated": "{name} wijzigen",
  "changes.kind.deleted": "{name} verwijderen",
  "changes.kind.undone": "Een wijziging van {name} terugzetten",
  "changes.kind.fileAttached": "Een bestand bij {name} zetten",
  "changes.kind.dropCopied": "Een voicemailbericht naar {name} kopiëren",
  "changes.kind.versionLaunched": "Een versie van {name} publiceren",
  "changes.kind.webhookCreated": "Een webhook voor {name} maken",
  "changes.waits": "Wacht tot een andere wijziging van deze agent klaar is. Er is nog niets verzonden.",
  "changes.stage.reading": "Leest de agent. Er is nog niets verzonden.",
  "changes.stage.sending": "Wordt verzonden…",
  "changes.stage.checking": "Is verzonden; de agent wordt opnieuw gelezen…",
  "changes.stage.looking": "Er wordt gezocht…",
  "changes.conflicts":
    "{count, plural, one {Iemand anders heeft hetzelfde gewijzigd} other {Iemand anders heeft # dezelfde dingen gewijzigd}}. Er is niets verzonden.",
  "changes.refused":
    "Er {count, plural, one {moet eerst één waarde} other {moeten eerst # waarden}} worden hersteld. Er is niets verzonden.",
  "changes.sent.created": "{name} is misschien aangemaakt.",
  "changes.sent.updated": "De wijziging van {name} is misschien opgeslagen.",
  "changes.sent.deleted": "{name} is misschien verwijderd.",
  "changes.sent.undone": "De wijziging van {name} is misschien teruggezet.",
  "changes.sent.fileAttached": "Het bestand staat misschien al bij {name}.",
  "changes.sent.dropCopied": "Het voicemailbericht staat misschien al bij {name}.",
  "changes.sent.versionLaunched": "Er is misschien een versie van {name} gepubliceerd.",
  "changes.sent.webhookCreated": "Er is misschien een webhook voor {name} gemaakt.",
  "changes.look.notLooked":
    "Het is verzonden en er kwam geen duidelijk antwoord. Er wordt naar gezocht zodra het systeem gevraagd kan worden.",
  "changes.look.unreadable":
    "Het is verzonden en er kwam geen duidelijk antwoord. Het systeem kon sindsdien niet worden gelezen. Er wordt naar gezocht zodra dat weer lukt.",
  "changes.look.notYet": "Het is verzonden en er is naar gezocht; het is er nog niet. Het kan nog aankomen.",
  "changes.look.cannotTell":
    "Het is verzonden en er is naar gezocht, maar wat er staat is niet te onderscheiden van wat iemand anders deed. Kijk in het systeem en zeg wat je vindt.",
  "changes.doneUnwritten": "{name}: dit is gedaan.",
  "changes.doneUnwrittenMeaning":
    "Alleen de geschiedenis kon op deze computer niet worden geschreven. Dat gebeurt zodra het weer kan.",
  "changes.lookAgain": "Opnieuw zoeken",
  "changes.wasMade": "Het is gebeurd",
  "changes.wasNotMade": "Het is niet gebeurd",
  "changes.settledMade": "{name}: wat is verzonden, is gebeurd",
  "changes.settledCreated": "{name} is aangemaakt",
  "changes.settledDeleted": "{name} is verwijderd",
  "changes.settledHow": "Er is naar gezocht en het is gevonden. Het staat in de geschiedenis.",
  "changes.createBlocked": "Opnieuw aanmaken kan zodra dit duidelijk is, zodat er nooit twee dezelfde zijn.",
  "changes.conflictsWait":
    "Iemand anders heeft hetzelfde gewijzigd. Hiervan is nog niets opgeslagen: kies wiens waarden tellen.",
  "changes.choose": "Kiezen",
  "changes.refusedWait": "Sommige waarden moeten worden hersteld voordat dit kan worden opgeslagen.",
  "changes.creatingRuns": "{name} wordt aangemaakt…",
  "changes.endedTitle": "{name} is nog niet opgeslagen",
  "changes.notSaved": "{name} kon niet worden opgeslagen",
  "changes.unrecorded":
    "De geschiedenis kon op deze computer niet worden geschreven; dat gebeurt zodra er ruimte is.",
  "changes.nothingToSend": "Er hoefde niets te worden verzonden: de agent is al zo opgeslagen.",
  "changes.missing": "Dit kon niet mee en moet opnieuw worden ingevuld: {fields}.",
  "changes.deleting": "{name} wordt verwijderd…",
  "changes.asideOf":
    "{parts} horen bij {name} ({details}). Er leidt geen verbinding naartoe. Maak er opnieuw verbinding mee om ze terug te krijgen.",
  "changes.asideParts.drafts": "{count, plural, one {# concept} other {# concepten}}",
  "changes.asideParts.changes": "{count, plural, one {# regel geschiedenis} other {# regels geschiedenis}}",
  "changes.asideParts.attachments": "{count, plural, one {# geüpload bestand} other {# geüploade bestanden}}",
  "changes.asideParts.unsettled":
    "{count, plural, one {# wijziging met onbekende afloop} other {# wijzigingen met onbekende afloop}}",
  "changes.forget": "Vergeten",
  "changes.forgetOf": "Vergeten wat bij {name} hoort",
  "changes.forgetAsk": "Vergeten wat bij {name} hoort?",
  "changes.forgetMeaning":
    "Concepten, geüploade bestanden en wijzigingen met onbekende afloop verdwijnen voorgoed van deze computer. In het systeem zelf verandert niets.",
  "changes.forgetHistory": "Ook de geschiedenis verwijderen",
  "changes.forgotten": "Wat bij {name} hoorde, is vergeten.",
  "changes.movedTitle": "Blijft bij het account waar het bij hoort",
  "changes.moved":
    "Deze verbinding leidt nu naar een ander account. Van het oude is apart gezet: {parts}. Dat wordt hier nooit toegepast en komt terug als er weer een verbinding naartoe leidt.",
  "changes.useAnyway": "Deze toch gebruiken",
};

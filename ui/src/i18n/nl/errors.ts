import type { Translation } from "../catalogue";
import type { errors as source } from "../en/errors";

export const errors: Translation<typeof source> = {
  "errors.technical": "Technische details",
  "errors.copyDetails": "Details kopiëren",
  "errors.waitSeconds":
    "Het systeem vraagt om {seconds, plural, one {# seconde} other {# seconden}} te wachten.",
  "errors.replaceKey": "Sleutel vervangen",
  "errors.openConnection": "Verbinding openen",
  "errors.refreshList": "Lijst vernieuwen",
  "error.done.no": "Er is niets gewijzigd.",
  "error.done.yes": "Wat je vroeg is gedaan; wat mislukte kwam daarna.",
  "error.done.partly": "Er is maar een deel van gedaan.",
  "error.done.unclear": "Misschien is het gedaan: dat is nog niet te zeggen.",
  "error.wrongKey.title": "De sleutel werd niet geaccepteerd",
  "error.wrongKey.meaning":
    "Het systeem antwoordde, maar kent deze toegangssleutel niet. Misschien is hij verkeerd getypt, vervangen of ingetrokken.",
  "error.wrongKey.action":
    "Controleer de sleutel in de instellingen van het systeem zelf en vervang hem hier.",
  "error.notAllowed.title": "Deze sleutel mag dat niet",
  "error.notAllowed.meaning": "De sleutel klopt, maar de rechten dekken niet wat je vraagt.",
  "error.notAllowed.action":
    "Vraag de beheerder van het account om meer rechten, of gebruik een andere sleutel.",
  "error.wrongWorkspace.title": "De werkruimte is niet gevonden",
  "error.wrongWorkspace.meaning":
    "Het systeem kent de sleutel, maar niet de werkruimte die in deze verbinding staat.",
  "error.wrongWorkspace.action": "Kopieer de werkruimte-ID opnieuw uit de instellingen van het systeem.",
  "error.agentNotFound.title": "Deze agent bestaat niet meer",
  "error.agentNotFound.meaning":
    "Misschien heeft iemand de agent intussen verwijderd. Je concept blijft op deze computer bewaard.",
  "error.agentNotFound.action": "Vernieuw de lijst om te zien wie er nu zijn.",
  "error.mediaNotFound.title": "Het bestand is er niet meer",
  "error.mediaNotFound.meaning": "De foto of opname is uit de opslag van het systeem verwijderd.",
  "error.mediaNotFound.action": "Upload het opnieuw als je het nog hebt.",
  "error.alreadyExists.title": "Zo'n agent bestaat al",
  "error.alreadyExists.meaning":
    "Het systeem staat maar één agent met deze gegevens toe, vaak één per gebruiker of e-mailadres.",
  "error.alreadyExists.action": "Zoek de bestaande agent in de lijst, of wijzig de gegevens.",
  "error.refusedValues.title": "Het systeem accepteerde niet alle waarden",
  "error.refusedValues.meaning": "Het systeem weigerde minstens één van de verzonden waarden.",
  "error.refusedValues.action": "Controleer de gemarkeerde velden en sla opnieuw op.",
  "error.rateLimited.title": "Het systeem vraagt om een pauze",
  "error.rateLimited.meaning":
    "Er zijn in korte tijd te veel verzoeken gedaan, door dit programma of door anderen die het account gebruiken.",
  "error.rateLimited.action": "Wacht even en probeer het opnieuw.",
  "error.paymentRequired.title": "Het tegoed van het account is op",
  "error.paymentRequired.meaning": "Het systeem weigert werk tot het account is betaald of opgewaardeerd.",
  "error.paymentRequired.action":
    "Regel dit op de facturatiepagina van het systeem en probeer het daarna opnieuw.",
  "error.systemFault.title": "Het systeem heeft zelf een probleem",
  "error.systemFault.meaning":
    "Het ontving het verzoek maar kon het niet afhandelen. Meestal is dat snel voorbij.",
  "error.systemFault.action": "Probeer het over een paar minuten opnieuw.",
  "error.unexpectedStatus.title": "Het systeem gaf een onverwacht antwoord",
  "error.unexpectedStatus.meaning":
    "Het verzoek kwam aan, maar het antwoord staat niet in de documentatie van dit systeem.",
  "error.unexpectedStatus.action":
    "Probeer het opnieuw. Blijft het zo, kopieer dan de technische details voor de helpdesk van het systeem.",
  "error.unreachable.title": "Het systeem is niet bereikbaar",
  "error.unreachable.meaning": "Er is geen netwerk, het adres klopt niet, of een firewall zit ertussen.",
  "error.unreachable.action": "Controleer het netwerk en het adres en probeer het opnieuw.",
  "error.timedOut.title": "Geen antwoord op tijd",
  "error.timedOut.meaning": "Het systeem was bereikbaar, maar antwoordde niet snel genoeg.",
  "error.timedOut.action": "Probeer het opnieuw. Op een traag netwerk lukt het soms pas de tweede keer.",
  "error.tlsProblem.title": "De verbinding is niet veilig",
  "error.tlsProblem.meaning":
    "Het certificaat van het systeem kon niet worden gecontroleerd. Een bedrijfsproxy of een verkeerde klok kan de oorzaak zijn.",
  "error.tlsProblem.action":
    "Controleer datum en tijd van deze computer, of vraag je IT-afdeling naar het certificaat.",
  "error.plainHttpRefused.title": "Het adres moet met https beginnen",
  "error.plainHttpRefused.meaning": "Anders zou de sleutel leesbaar zijn voor anderen op het netwerk.",
  "error.plainHttpRefused.action": "Wijzig het adres in een adres dat met https:// begint.",
  "error.invalidAddress.title": "Dit is geen webadres",
  "error.invalidAddress.meaning": "Het adres van het systeem is niet te lezen.",
  "error.invalidAddress.action": "Schrijf het voluit, zoals https://api.example.com.",
  "error.unreadableAnswer.title": "Het antwoord was niet te lezen",
  "error.unreadableAnswer.meaning":
    "Het systeem antwoordde met iets dat was afgebroken of een andere vorm had dan beschreven.",
  "error.unreadableAnswer.action":
    "Probeer het opnieuw. Blijft het zo, controleer dan of het adres bij dit systeem hoort.",
  "error.answerTooLarge.title": "Het antwoord is te groot",
  "error.answerTooLarge.meaning":
    "Het systeem antwoordde met veel meer dan er in zo'n antwoord hoort. Het is niet gelezen, zodat deze computer bruikbaar blijft.",
  "error.answerTooLarge.action": "Meld het bij de helpdesk van het systeem, met de technische details.",
  "error.unsafeId.title": "Deze ID is niet te gebruiken",
  "error.unsafeId.meaning":
    "De ID bevat tekens die in geen enkele ID horen. Een verzoek ermee zou iets anders bereiken.",
  "error.unsafeId.action":
    "Heb je hem zelf getypt, controleer hem dan. Meld het anders bij de helpdesk van het systeem, met de technische details.",
  "error.ownNetworkRefused.title": "Het adres leidt naar je eigen netwerk",
  "error.ownNetworkRefused.meaning":
    "Het systeem noemde een adres op deze computer of in je eigen netwerk. Dat is niet opgevraagd, want daar heeft geen systeem iets te zoeken.",
  "error.ownNetworkRefused.action":
    "Staat het bestand daar echt, vraag het dan je IT-afdeling. Meld het anders bij de helpdesk van het systeem.",
  "error.anotherAgent.title": "Het antwoord gaat over een andere agent",
  "error.anotherAgent.meaning":
    "Het systeem is naar een agent gevraagd en antwoordde met een andere. Zodat er niets bij de verkeerde agent terechtkomt, wordt het antwoord niet gebruikt.",
  "error.anotherAgent.action":
    "Lees de lijst opnieuw. Blijft het zo, meld het dan aan wie het systeem beheert.",
  "error.listTooLong.title": "Deze lijst is te lang",
  "error.listTooLong.meaning": "Ze gaat verder dan Callboard leest, of brengt steeds weer hetzelfde.",
  "error.listTooLong.action":
    "Wat tot nu toe is gelezen, staat er. Lees de lijst opnieuw; blijft het zo, meld het dan aan wie het systeem beheert.",
  "error.unclearOutcome.title":
    "{done, select, no {Het is niet gebeurd} partly {Maar een deel is opgeslagen} other {Het is niet zeker of het is gebeurd}}",
  "error.unclearOutcome.meaning":
    "{done, select, no {Het is verzonden zonder duidelijk antwoord, er is naar gezocht en het is er niet.} partly {Het is verzonden zonder duidelijk antwoord en er is naar gezocht. Een deel ervan is er.} other {Het is verzonden en er kwam geen duidelijk antwoord. Het wordt niet vanzelf opnieuw verzonden, zodat niets dubbel gebeurt.}}",
  "error.unclearOutcome.action":
    "{done, select, no {Je kunt het opnieuw doen.} partly {Kijk de agent na en sla op wat ontbreekt.} other {Het staat onder Onafgemaakt tot het bekend is.}}",
  "error.cancelled.title": "Gestopt",
  "error.cancelled.meaning": "Je hebt dit gestopt.",
  "error.cancelled.action": "Begin opnieuw wanneer je wilt.",
  "error.unsupported.title": "Dit systeem kan dat niet",
  "error.unsupported.meaning": "De koppeling van dit systeem biedt daar geen mogelijkheid voor.",
  "error.unsupported.action": "Doe het in het programma van het systeem zelf.",
  "error.keychainMissing.title": "Deze computer heeft geen sleutelbos",
  "error.keychainMissing.meaning":
    "Sleutels worden bewaard in de sleutelbos van het besturingssysteem, en er is er geen actief.",
  "error.keychainMissing.action":
    "Installeer en start er een, of gebruik sleutels alleen tot je het programma sluit.",
  "error.keychainLocked.title": "De sleutelbos is vergrendeld",
  "error.keychainLocked.meaning":
    "Het besturingssysteem liet het programma de sleutel niet lezen of bewaren.",
  "error.keychainLocked.action": "Ontgrendel de sleutelbos en probeer het opnieuw.",
  "error.keychainFault.title": "De sleutelbos werkte niet",
  "error.keychainFault.meaning": "De sleutelbos van het besturingssysteem meldde zelf een probleem.",
  "error.keychainFault.action": "Probeer het opnieuw. Uit- en weer inloggen helpt vaak.",
  "error.credentialMissing.title": "De sleutel moet opnieuw worden opgegeven",
  "error.credentialMissing.meaning": "Op deze computer is voor deze verbinding geen sleutel bewaard.",
  "error.credentialMissing.action": "Vervang de sleutel in de instellingen van de verbinding.",
  "error.credentialForOtherAddress.title": "De sleutel hoort bij een ander adres",
  "error.credentialForOtherAddress.meaning":
    "{origin, select, none {De bewaarde sleutel is opgegeven voor een ander adres.} other {De bewaarde sleutel is opgegeven voor {origin}.}} Hij wordt naar geen ander adres en naar geen ander systeem gestuurd, zodat geen andere server hem in handen krijgt.",
  "error.credentialForOtherAddress.action":
    "Herstel het adres in de instellingen van de verbinding, of geef de sleutel daar opnieuw op.",
  "error.credentialTooLong.title": "De sleutel is te lang",
  "error.credentialTooLong.meaning":
    "Een sleutelbos bewaart {maximum, select, none {alleen korte sleutels} other {hoogstens {maximum} bytes}}. Misschien is er meer geplakt dan de sleutel.",
  "error.credentialTooLong.action": "Kopieer alleen de sleutel zelf.",
  "error.credentialMalformed.title": "Dit is geen sleutel",
  "error.credentialMalformed.meaning":
    "Er staan regeleinden, accenten of onzichtbare tekens in. Sleutels hebben gewone letters, cijfers en leestekens.",
  "error.credentialMalformed.action": "Kopieer alleen de sleutel zelf.",
  "error.connectionNotFound.title": "Deze verbinding bestaat niet meer",
  "error.connectionNotFound.meaning": "De verbinding is intussen verwijderd.",
  "error.connectionNotFound.action": "Kies een andere verbinding, of maak opnieuw verbinding.",
  "error.connectionIncomplete.title": "Er ontbreekt iets aan de verbinding",
  "error.connectionIncomplete.meaning": "Zonder dat gegeven kan Callboard het systeem niets vragen.",
  "error.connectionIncomplete.action": "Vul het gemarkeerde veld in.",
  "error.fileEmpty.title": "Het bestand is leeg",
  "error.fileEmpty.meaning": "Er staat niets in om te uploaden.",
  "error.fileEmpty.action": "Kies een ander bestand.",
  "error.fileUnreadable.title": "Het bestand kan niet worden geopend",
  "error.fileUnreadable.meaning": "Het is verplaatst, in gebruik, of je mag het niet lezen.",
  "error.fileUnreadable.action": "Controleer het bestand en kies het opnieuw.",
  "error.fileTooLarge.title": "Het bestand is te groot",
  "error.fileTooLarge.meaning":
    "Het is groter dan hier kan worden verwerkt{maximum, select, none {} other { ({maximum})}}.",
  "error.fileTooLarge.action": "Kies een kleiner bestand.",
  "error.notAPicture.title":
    "{fault, select, cutOff {De afbeelding is afgebroken} other {{format, select, none {Dit is geen afbeelding} other {{format}-afbeeldingen kunnen hier niet worden geopend}}}}",
  "error.notAPicture.meaning":
    "{fault, select, cutOff {Het einde van het bestand ontbreekt, dus een deel van de afbeelding zou grijs zijn.} other {{format, select, none {Het bestand bevat geen leesbare afbeelding, wat de naam ook zegt.} other {Het bestand bevat een soort afbeelding die dit programma niet leest.}}}}",
  "error.notAPicture.action":
    "{fault, select, cutOff {Kopieer of download de afbeelding opnieuw en kies hem opnieuw.} other {{format, select, none {Kies een JPEG-, PNG-, WebP-, GIF-, BMP- of TIFF-bestand.} other {Sla hem in een fotoprogramma op als JPEG of PNG en kies hem opnieuw.}}}}",
  "error.pictureTooLarge.title": "De afbeelding is te groot",
  "error.pictureTooLarge.meaning": "Hij heeft meer pixels dan hier kunnen worden verwerkt.",
  "error.pictureTooLarge.action": "Maak hem kleiner in een fotoprogramma en kies hem opnieuw.",
  "error.notASound.title":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {Dit is geen opname} other {{format}-opnamen kunnen hier niet worden geopend}}} other {De opname heeft te veel samples per seconde}}} other {De opname heeft te veel kanalen}}",
  "error.notASound.meaning":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {Het bestand bevat geen leesbaar geluid, wat de naam ook zegt.} other {Het bestand bevat een soort geluid die dit programma niet leest.}}} other {Hij heeft {sampleRate} samples per seconde. Dit programma leest er hoogstens {maximumSampleRate}.}}} other {Hij heeft {channels} kanalen. Dit programma leest er hoogstens {maximumChannels}.}}",
  "error.notASound.action":
    "{maximumChannels, select, none {{maximumSampleRate, select, none {{format, select, none {Kies een WAV-, MP3-, OGG-, FLAC- of M4A-bestand.} other {Sla hem in een geluidsprogramma op als WAV of MP3 en kies hem opnieuw.}}} other {Sla hem in een geluidsprogramma op met 48000 samples per seconde en kies hem opnieuw.}}} other {Sla hem in een geluidsprogramma op in mono of stereo en kies hem opnieuw.}}",
  "error.noSoundDevice.title": "Geen luidspreker speelt dit af",
  "error.noSoundDevice.meaning": "De computer biedt op dit moment geen geluidsapparaat aan.",
  "error.noSoundDevice.action":
    "Sluit een luidspreker of koptelefoon aan, of zet hem aan, en probeer het opnieuw.",
  "error.heicPicture.title": "Dit is een iPhone-foto (HEIC)",
  "error.heicPicture.meaning": "iPhones bewaren foto's als HEIC, en dat kan hier niet worden geopend.",
  "error.heicPicture.action":
    "Exporteer de foto eerst als JPEG: op een Mac in Voorvertoning via Archief, Exporteer; op een iPhone via Camera, Structuren, Meest compatibel. Kies hem daarna opnieuw.",
  "error.soundTooLong.title": "De opname is te lang",
  "error.soundTooLong.meaning":
    "Hij duurt langer dan hier kan worden gebruikt{maximumSeconds, select, none {} other { ({maximumSeconds} seconden)}}.",
  "error.soundTooLong.action": "Kort hem in of kies een kortere opname.",
  "error.nothingLeft.title": "Er blijft niets van de opname over",
  "error.nothingLeft.meaning": "Het begin en het eind vallen samen.",
  "error.nothingLeft.action": "Verschuif het begin of het eind.",
  "error.noMicrophone.title": "Deze computer heeft geen microfoon",
  "error.noMicrophone.meaning": "Er is er geen aangesloten, of de gekozen microfoon is weg.",
  "error.noMicrophone.action":
    "Sluit een microfoon of headset aan en probeer het opnieuw, of kies een geluidsbestand.",
  "error.microphoneRefused.title": "De microfoon mag niet worden gebruikt",
  "error.microphoneRefused.meaning":
    "De privacy-instellingen van de computer laten het dit programma niet toe.",
  "error.microphoneRefused.action":
    "Sta de microfoon toe in de privacy-instellingen van de computer en probeer het opnieuw.",
  "error.microphoneBusy.title": "Een ander programma gebruikt de microfoon",
  "error.microphoneBusy.meaning": "Er kan maar één programma tegelijk bij.",
  "error.microphoneBusy.action":
    "Sluit het andere programma, bijvoorbeeld een gesprek, en probeer het opnieuw.",
  "error.uploadExpired.title": "De upload begon te laat",
  "error.uploadExpired.meaning":
    "De toestemming van het systeem om het bestand op te slaan verliep voordat het aankwam.",
  "error.uploadExpired.action": "Probeer het opnieuw: er wordt nieuwe toestemming gevraagd.",
  "error.uploadTooLarge.title": "Het bestand is te groot voor het systeem",
  "error.uploadTooLarge.meaning":
    "De opslag neemt bestanden aan van {maximum, select, none {een kleiner formaat} other {hoogstens {maximum}}}.",
  "error.uploadTooLarge.action":
    "{media, select, sound {Maak de opname korter, of kies 8 kHz: dat neemt de helft van de ruimte.} other {Kies een kleiner bestand.}}",
  "error.uploadTooSmall.title": "Het bestand is te klein voor het systeem",
  "error.uploadTooSmall.meaning":
    "De opslag neemt bestanden aan van {minimum, select, none {een groter formaat} other {minstens {minimum}}}.",
  "error.uploadTooSmall.action": "Kies een langere opname of een grotere afbeelding.",
  "error.uploadTypeRefused.title": "Het systeem neemt dit type bestand niet aan",
  "error.uploadTypeRefused.meaning":
    "De opslag accepteert {allowed, select, none {andere typen} other {alleen {allowed}}}.",
  "error.uploadTypeRefused.action": "Kies een bestand van een ander type.",
  "error.uploadRefused.title": "Het bestand is niet opgeslagen",
  "error.uploadRefused.meaning":
    "{storageCode, select, SignatureDoesNotMatch {De opslag van het systeem herkende de toestemming niet.} AccessDenied {De opslag van het systeem laat niet toe dat deze verbinding het bestand daar neerzet.} InvalidPolicyDocument {Het bestand voldoet niet aan de voorwaarden die het systeem voor zijn opslag stelt.} InvalidArgument {De opslag van het systeem begreep niet wat er werd verstuurd.} MalformedPOSTRequest {De opslag van het systeem begreep niet wat er werd verstuurd.} other {De opslag van het systeem weigerde het.}}",
  "error.uploadRefused.action":
    "Probeer het opnieuw. Blijft het zo, kopieer dan de technische details voor de helpdesk van het systeem.",
  "error.uploadStalled.title": "De upload is blijven steken",
  "error.uploadStalled.meaning": "Er kwam een tijd lang niets meer door.",
  "error.uploadStalled.action": "Controleer het netwerk en probeer het opnieuw.",
  "error.diskFull.title": "De schijf is vol",
  "error.diskFull.meaning": "Wat je hebt gewijzigd kan niet op deze computer worden bewaard.",
  "error.diskFull.action": "Maak ruimte vrij en probeer het opnieuw.",
  "error.storageFault.title": "Iets kon niet op deze computer worden bewaard",
  "error.storageFault.meaning": "Het programma kon zijn eigen bestanden niet lezen of schrijven.",
  "error.storageFault.action": "Controleer of de schijf niet vol of beveiligd is en probeer het opnieuw.",
  "error.sampleFault.title": "De voorbeeldagenten konden niet starten",
  "error.sampleFault.meaning": "Ze staan op deze computer en iets hield het starten tegen.",
  "error.sampleFault.action": "Probeer het opnieuw. Blijft het zo, start het programma dan opnieuw.",
  "error.invalidEdits.title": "Dit kan nog niet worden opgeslagen",
  "error.invalidEdits.meaning": "Sommige waarden kloppen niet. Ze zijn gemarkeerd op hun plek.",
  "error.invalidEdits.action": "Verbeter de gemarkeerde velden en sla opnieuw op.",
  "error.cannotUndo.title": "Dit kan niet meer ongedaan worden gemaakt",
  "error.cannotUndo.meaning": "Er is intussen iets anders gewijzigd, en dat zou worden overschreven.",
  "error.cannotUndo.action": "Open de agent en wijzig de waarde met de hand.",
  "error.superseded.title": "Er is een nieuwere foto",
  "error.superseded.meaning": "Sinds deze foto werd geüpload, kreeg de agent een andere.",
  "error.superseded.action": "Laat het zo, of gebruik deze toch.",
  "error.alreadySent.title": "Dezelfde agent is al verzonden",
  "error.alreadySent.meaning":
    "Niemand weet nog of die is aangemaakt. Er wordt geen tweede keer verzonden, zodat er nooit twee zijn.",
  "error.alreadySent.action": "Zoek opnieuw onder Onafgemaakt, of zeg daar of de agent is aangemaakt.",
  "error.alreadyAdded.title": "Deze agent is er al",
  "error.alreadyAdded.meaning":
    "{name, select, none {De agent} other {{name}}} staat al bij de agenten van deze verbinding.",
  "error.alreadyAdded.action": "Zoek de agent op in de lijst.",
  "error.notOffered.title": "Dit account heeft dat niet",
  "error.notOffered.meaning":
    "Sommige accounts van dit systeem kunnen het en dit account niet. Met de sleutel is niets mis.",
  "error.notOffered.action":
    "Vraag het aan wie het account beheert. Heeft het account het wel, kies dan “Opnieuw vragen” op de pagina van de verbinding.",
  "error.secretUnknown.title": "Een geheim moet opnieuw worden getypt",
  "error.secretUnknown.meaning":
    "Het was bewaard toen je begon en is er niet meer, dus het kan niet blijven.",
  "error.secretUnknown.action": "Typ het opnieuw waar het verborgen is en sla dan op.",
  "error.internal.title": "Er ging iets mis in Callboard",
  "error.internal.meaning": "Dit is een fout van het programma, niet van jou. Wat je typte, blijft bewaard.",
  "error.internal.action":
    "Probeer het opnieuw. Blijft het zo, kopieer dan de technische details en meld ze.",
};

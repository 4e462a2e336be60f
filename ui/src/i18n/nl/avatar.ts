import type { Translation } from "../catalogue";
import type { avatar as source } from "../en/avatar";

export const avatar: Translation<typeof source> = {
  "avatar.choose": "Foto kiezen…",
  "avatar.chooseTitle": "Kies een foto",
  "avatar.pictures": "Afbeeldingen",
  "avatar.hint":
    "Of sleep een foto hierheen. Hij wordt vierkant gesneden, verkleind en meteen opgeslagen, zonder verborgen gegevens zoals de plek waar hij is gemaakt.",
  "avatar.dropHere": "Laat los om deze foto te gebruiken",
  "avatar.saveFirst": "Sla de agent eerst op en geef hem dan een foto.",
  "avatar.stored": "{name} heeft een nieuwe foto",
  "avatar.cutAgain": "{file} opnieuw uitsnijden",
  "avatar.crop": "Kies het deel dat blijft",
  "avatar.stage": "Deel van de foto",
  "avatar.preview": "Zo ziet het eruit",
  "avatar.onPage": "Op de pagina van de agent",
  "avatar.inList": "In een lijst",
  "avatar.inChat": "In een chat",
  "avatar.zoom": "Zoom",
  "avatar.cropHint":
    "Sleep de foto of gebruik de pijltjes, met Shift in grotere stappen. Met het wiel, twee vingers, + en − zoom je, met [ en ] draai je, met 0 begin je opnieuw.",
  "avatar.reset": "Opnieuw beginnen",
  "avatar.use": "Deze foto gebruiken",
  "avatar.turn": "Draaien",
  "avatar.turnLeft": "Een kwartslag naar links",
  "avatar.turnRight": "Een kwartslag naar rechts",
  "avatar.degrees": "{degrees}°",
};

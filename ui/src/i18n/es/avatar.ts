import type { Translation } from "../catalogue";
import type { avatar as source } from "../en/avatar";

export const avatar: Translation<typeof source> = {
  "avatar.choose": "Elegir una foto…",
  "avatar.chooseTitle": "Elige una foto",
  "avatar.pictures": "Imágenes",
  "avatar.hint":
    "O arrastra una foto aquí. Se recorta en cuadrado, se reduce y se guarda al momento, sin sus datos ocultos, como el lugar donde se hizo.",
  "avatar.dropHere": "Suelta para usar esta foto",
  "avatar.saveFirst": "Guarda primero el agente y luego ponle una foto.",
  "avatar.stored": "{name} tiene una foto nueva",
  "avatar.cutAgain": "Recortar {file} otra vez",
  "avatar.crop": "Elige la parte que se queda",
  "avatar.stage": "Parte de la foto",
  "avatar.preview": "Así se verá",
  "avatar.onPage": "En la página del agente",
  "avatar.inList": "En una lista",
  "avatar.inChat": "En un chat",
  "avatar.zoom": "Zoom",
  "avatar.cropHint":
    "Arrastra la foto o usa las flechas, con Mayús en pasos mayores. La rueda, dos dedos, + y − acercan y alejan; [ y ] giran; 0 empieza de nuevo.",
  "avatar.reset": "Empezar de nuevo",
  "avatar.use": "Usar esta foto",
  "avatar.turn": "Girar",
  "avatar.turnLeft": "Un cuarto de vuelta a la izquierda",
  "avatar.turnRight": "Un cuarto de vuelta a la derecha",
  "avatar.degrees": "{degrees}°",
};

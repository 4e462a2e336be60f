export const avatar = {
  "avatar.choose": "Choose a picture…",
  "avatar.chooseTitle": "Choose a picture",
  "avatar.pictures": "Pictures",
  "avatar.hint":
    "Or drag a picture here. It is cut to a square, made small and stored at once, without its hidden data such as the place it was taken.",
  "avatar.dropHere": "Let go to use this picture",
  "avatar.saveFirst": "Save the agent first, then give it a picture.",
  "avatar.stored": "{name} has a new picture",
  "avatar.cutAgain": "Cut {file} again",
  "avatar.crop": "Choose the part to keep",
  "avatar.stage": "Part of the picture",
  "avatar.preview": "As it will look",
  "avatar.zoom": "Zoom",
  "avatar.cropHint":
    "Drag the picture or use the arrow keys, with Shift in larger steps. The wheel, two fingers, + and − zoom; [ and ] turn; 0 starts again.",
  "avatar.reset": "Start again",
  "avatar.use": "Use this picture",
  "avatar.turn": "Turn",
  "avatar.turnLeft": "A quarter turn to the left",
  "avatar.turnRight": "A quarter turn to the right",
  "avatar.degrees": "{degrees}°",
} as const;

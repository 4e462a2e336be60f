import type { Translation } from "../catalogue";
import type { birdConnection as source } from "../en/birdConnection";

export const birdConnection: Translation<typeof source> = {
  "bird.about": "Personas y bots en un centro de contacto",
  "bird.connection.workspaceId.label": "Identificador del espacio de trabajo",
  "bird.connection.workspaceId.hint":
    "Indica en qué espacio de trabajo de su organización están los agentes.",
  "bird.connection.workspaceId.where":
    "Abra Bird en un navegador. El identificador aparece en la dirección, justo después de «workspaces/».",
  "bird.connection.credential.label": "Clave de acceso",
  "bird.connection.credential.hint": "Se guarda en el llavero de este equipo y no vuelve a mostrarse.",
  "bird.connection.credential.hintSession": "Se conserva en la memoria hasta cerrar el programa.",
  "bird.connection.credential.where":
    "En Bird, abra Organization settings, después Access keys, y añada una clave nueva. Asígnele un rol que pueda gestionar agentes. Bird muestra la clave una sola vez.",
  "bird.connection.authScheme.label": "Tipo de clave",
  "bird.connection.authScheme.hint":
    "Una clave de acceso dura; un token de sesión pertenece a una persona y caduca.",
  "bird.connection.authScheme.option.accessKey": "Clave de acceso",
  "bird.connection.authScheme.option.bearer": "Token de sesión de un usuario",
  "bird.connection.baseUrl.label": "Dirección",
  "bird.connection.baseUrl.hint": "Cámbiela solo si Bird le ha dado una dirección propia.",
  "bird.connection.baseUrl.where": "Casi todo el mundo usa https://api.bird.com.",
};

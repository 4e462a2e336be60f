import type { Translation } from "../catalogue";
import type { raia as source } from "../en/raia";

export const raia: Translation<typeof source> = {
  "raia.about": "Agentes de IA, cada uno con su propia clave",
  "raia.connection.agentKeys.label": "Claves de agentes",
  "raia.connection.agentKeys.hint":
    "Una clave por agente. Un agente aparece aquí porque está su clave. Las claves se guardan en el llavero de este equipo y no vuelven a mostrarse.",
  "raia.connection.agentKeys.where":
    "Cada agente de raia tiene su propia clave de API. Si no la tienes, pídesela a quien lleve tu cuenta de raia.",
  "raia.connection.credential.label": "Clave de la organización",
  "raia.connection.credential.hint":
    "Opcional. Con ella se leen los usuarios de un agente del que no tienes clave. Se guarda en el llavero de este equipo y no vuelve a mostrarse.",
  "raia.connection.credential.hintSession":
    "Opcional. Con ella se leen los usuarios de un agente del que no tienes clave. Se conserva en la memoria hasta cerrar el programa.",
  "raia.connection.credential.where":
    "Pertenece a toda tu organización en raia. Si no la tienes, pídesela a quien lleve tu cuenta de raia.",
  "raia.connection.baseUrl.label": "Dirección",
  "raia.connection.baseUrl.hint":
    "Las organizaciones de la región UE usan https://api-eu.raia2.com; las demás, https://api.raia2.com.",
  "raia.connection.baseUrl.where":
    "Depende de la región que eligió tu organización. Una clave de una región no vale en la otra.",
  "raia.section.profile": "Perfil",
  "raia.section.profile.hint":
    "raia permite que otros programas lean un agente, pero no que lo cambien. Sus ajustes se cambian en raia.",
  "raia.section.users": "Usuarios",
  "raia.section.users.hint": "Quienes han hablado con este agente. raia solo permite leerlos.",
  "raia.section.statistic": "Estadística",
  "raia.section.statistic.hint": "Lo que este agente usó en un periodo y, de media, en una conversación",
  "raia.section.webhooks": "Webhooks",
  "raia.section.webhooks.hint":
    "Un webhook avisa a otro programa de lo que pasa aquí. Puede crearse aquí; ver los que hay, cambiarlos o borrarlos solo se puede en raia.",
  "raia.group.identity": "Quién es",
  "raia.group.organization": "Organización",
  "raia.group.more": "Más sobre este agente",
  "raia.group.users": "Usuarios",
  "raia.group.statistic": "Estadística",
  "raia.group.webhook": "Webhook nuevo",
  "raia.field.name.label": "Nombre",
  "raia.field.name.hint": "Tal como lo leen tus compañeros.",
  "raia.field.publicName.label": "Nombre público",
  "raia.field.publicName.hint": "El nombre que leen los clientes.",
  "raia.field.role.label": "Función",
  "raia.field.role.hint": "El trabajo del agente en tu organización.",
  "raia.field.description.label": "Descripción",
  "raia.field.description.hint": "Para qué sirve este agente.",
  "raia.field.status.label": "Estado",
  "raia.field.status.hint": "Tal como lo dice raia.",
  "raia.field.tags.label": "Etiquetas",
  "raia.field.tags.hint": "Palabras con las que tu organización ordena los agentes.",
  "raia.field.avatarUrl.label": "Dirección de la foto",
  "raia.field.avatarUrl.hint": "Dónde está guardada la foto del agente.",
  "raia.field.organizationName.label": "Nombre",
  "raia.field.organizationName.hint": "La organización a la que pertenece este agente.",
  "raia.field.organizationId.label": "Identificador de la organización",
  "raia.field.organizationId.hint": "El soporte técnico puede pedirlo.",
  "raia.field.id.label": "Identificador del agente",
  "raia.field.id.hint": "El soporte técnico puede pedirlo.",
  "raia.field.vectorStoreId.label": "Almacén de conocimientos",
  "raia.field.vectorStoreId.hint": "El identificador del almacén de OpenAI en el que consulta el agente.",
  "raia.field.title.label": "Título",
  "raia.field.title.hint": "Tal como aparece en raia.",
  "raia.field.webhookDescription.label": "Descripción",
  "raia.field.webhookDescription.hint": "Para qué sirve el webhook.",
  "raia.field.url.label": "Dirección",
  "raia.field.url.hint": "Adónde envía raia lo que ha pasado. Empieza por https://.",
  "raia.field.trigger.label": "Se envía cuando",
  "raia.field.trigger.hint":
    "Lo que hace que raia envíe algo. También puedes escribir otra condición de raia.",
  "raia.field.headers.label": "Cabeceras",
  "raia.field.headers.hint":
    "Se envían cada vez, como Authorization con una clave que pide el receptor. Las guarda raia, no este programa.",
  "raia.option.trigger.each_message": "Se ha escrito un mensaje",
  "raia.option.trigger.end_dialog": "Ha terminado una conversación",
};

import type { Translation } from "../catalogue";
import type { raia as source } from "../en/raia";

export const raia: Translation<typeof source> = {
  "raia.about": "AI-agenten, elk met een eigen sleutel",
  "raia.connection.agentKeys.label": "Agentsleutels",
  "raia.connection.agentKeys.hint":
    "Eén sleutel per agent. Een agent staat hier omdat de sleutel er is. Sleutels gaan naar de sleutelbos van deze computer en worden nooit meer getoond.",
  "raia.connection.agentKeys.where":
    "Elke agent in raia heeft een eigen API-sleutel. Heb je die niet, vraag er dan om bij wie je raia-account beheert.",
  "raia.connection.credential.label": "Organisatiesleutel",
  "raia.connection.credential.hint":
    "Niet verplicht. Hiermee zijn de gebruikers te lezen van een agent waarvan je geen sleutel hebt. Gaat naar de sleutelbos van deze computer en wordt nooit meer getoond.",
  "raia.connection.credential.hintSession":
    "Niet verplicht. Hiermee zijn de gebruikers te lezen van een agent waarvan je geen sleutel hebt. Blijft in het geheugen tot je het programma sluit.",
  "raia.connection.credential.where":
    "Die hoort bij je hele organisatie in raia. Heb je die niet, vraag er dan om bij wie je raia-account beheert.",
  "raia.connection.baseUrl.label": "Adres",
  "raia.connection.baseUrl.hint":
    "Organisaties in de EU-regio gebruiken https://api-eu.raia2.com, alle andere https://api.raia2.com.",
  "raia.connection.baseUrl.where":
    "Dat hangt af van de regio die je organisatie koos. Een sleutel van de ene regio werkt niet in de andere.",
  "raia.section.profile": "Profiel",
  "raia.section.profile.hint":
    "raia laat andere programma's een agent lezen, maar niet wijzigen. De instellingen wijzig je in raia zelf.",
  "raia.section.users": "Gebruikers",
  "raia.section.users.hint": "Wie met deze agent heeft gesproken. raia laat hen alleen lezen.",
  "raia.section.statistic": "Statistiek",
  "raia.section.statistic.hint": "Wat deze agent in een periode gebruikte, en gemiddeld per gesprek",
  "raia.section.webhooks": "Webhooks",
  "raia.section.webhooks.hint":
    "Een webhook vertelt een ander programma wat hier gebeurt. Je kunt er hier een aanmaken; bekijken, wijzigen en verwijderen kan alleen in raia zelf.",
  "raia.group.identity": "Wie het is",
  "raia.group.organization": "Organisatie",
  "raia.group.more": "Meer over deze agent",
  "raia.group.users": "Gebruikers",
  "raia.group.statistic": "Statistiek",
  "raia.group.webhook": "Nieuwe webhook",
  "raia.field.name.label": "Naam",
  "raia.field.name.hint": "Zoals je collega's hem lezen.",
  "raia.field.publicName.label": "Openbare naam",
  "raia.field.publicName.hint": "De naam die klanten lezen.",
  "raia.field.role.label": "Rol",
  "raia.field.role.hint": "Het werk van de agent in je organisatie.",
  "raia.field.description.label": "Beschrijving",
  "raia.field.description.hint": "Waar deze agent voor is.",
  "raia.field.status.label": "Status",
  "raia.field.status.hint": "Zoals raia het zegt.",
  "raia.field.tags.label": "Labels",
  "raia.field.tags.hint": "Woorden waarmee je organisatie agenten indeelt.",
  "raia.field.avatarUrl.label": "Adres van de foto",
  "raia.field.avatarUrl.hint": "Waar de foto van de agent staat.",
  "raia.field.organizationName.label": "Naam",
  "raia.field.organizationName.hint": "De organisatie waar deze agent bij hoort.",
  "raia.field.organizationId.label": "Organisatie-ID",
  "raia.field.organizationId.hint": "De helpdesk kan erom vragen.",
  "raia.field.id.label": "Agent-ID",
  "raia.field.id.hint": "De helpdesk kan erom vragen.",
  "raia.field.vectorStoreId.label": "Kennisopslag",
  "raia.field.vectorStoreId.hint": "De ID van de opslag bij OpenAI waarin de agent dingen opzoekt.",
  "raia.field.title.label": "Titel",
  "raia.field.title.hint": "Zoals de webhook in raia staat.",
  "raia.field.webhookDescription.label": "Beschrijving",
  "raia.field.webhookDescription.hint": "Waar de webhook voor is.",
  "raia.field.url.label": "Adres",
  "raia.field.url.hint": "Waar raia naartoe stuurt wat er gebeurd is. Begin met https://.",
  "raia.field.trigger.label": "Verstuurd als",
  "raia.field.trigger.hint":
    "Wat raia iets laat versturen. Je kunt ook een andere voorwaarde van raia typen.",
  "raia.field.headers.label": "Headers",
  "raia.field.headers.hint":
    "Gaan elke keer mee, zoals Authorization met een sleutel waar de ontvanger om vraagt. raia bewaart ze, dit programma niet.",
  "raia.option.trigger.each_message": "Er is een bericht geschreven",
  "raia.option.trigger.end_dialog": "Een gesprek is afgelopen",
};

import type { Translation } from "../catalogue";
import type { birdConnection as source } from "../en/birdConnection";

export const birdConnection: Translation<typeof source> = {
  "bird.about": "Mensen en bots in een contactcentrum",
  "bird.connection.workspaceId.label": "Werkruimte-ID",
  "bird.connection.workspaceId.hint": "Zegt in welke workspace van uw organisatie de agenten zitten.",
  "bird.connection.workspaceId.where":
    "Open Bird in een browser. De ID staat in het adres, direct na “workspaces/”.",
  "bird.connection.credential.label": "Toegangssleutel",
  "bird.connection.credential.hint": "Gaat naar de sleutelbos van deze computer en wordt nooit meer getoond.",
  "bird.connection.credential.hintSession": "Blijft in het geheugen tot u het programma sluit.",
  "bird.connection.credential.where":
    "Open in Bird Organization settings, daarna Access keys, en voeg een nieuwe sleutel toe. Geef die een rol die agenten mag beheren. Bird toont de sleutel maar één keer.",
  "bird.connection.authScheme.label": "Soort sleutel",
  "bird.connection.authScheme.hint":
    "Een toegangssleutel blijft geldig; een inlogtoken is van één persoon en verloopt.",
  "bird.connection.authScheme.option.accessKey": "Toegangssleutel",
  "bird.connection.authScheme.option.bearer": "Inlogtoken van een gebruiker",
  "bird.connection.baseUrl.label": "Adres",
  "bird.connection.baseUrl.hint": "Wijzig dit alleen als Bird u een eigen adres heeft gegeven.",
  "bird.connection.baseUrl.where": "Bijna iedereen gebruikt https://api.bird.com.",
};

import type { Catalogue } from "../catalogue.ts";

export const create: Catalogue["create"] = {
  options: "Options",
  summary: {
    none: "jusqu'à {people} personnes, sans hôte",
    name: "jusqu'à {people} personnes, hôte par nom",
    key: "jusqu'à {people} personnes, hôte par mot de passe",
  },
  people: "Personnes, au plus",
  who: "Qui est l'hôte ?",
  whatHostsDo: "L'hôte décide qui entre, peut verrouiller le salon et en retirer des personnes.",
  hosts: {
    none: {
      title: "Personne",
      text: "Quiconque a le lien entre. Personne ne peut refuser quelqu'un.",
    },
    name: {
      title: "Qui porte un certain nom",
      text: "Quiconque a le lien peut prendre ce nom. Pour des amis, pas contre des inconnus.",
    },
    key: {
      title: "Qui a le mot de passe",
      text: "Les ordres sont signés par une clé que seul le mot de passe ouvre.",
    },
  },
  hostName: "Le nom de l'hôte",
  hostNameMissing: "Saisissez le nom que portera l'hôte.",
  hostFirst: "N'ouvrir la salle qu'en présence de l'hôte",
  hostFirstHint: {
    name:
      "Les autres attendent que quelqu'un entre sous ce nom. Un nom ne prouve rien : quiconque a le lien peut l'utiliser.",
    key: "Les autres attendent que l'hôte entre avec le mot de passe.",
  },
  password: "Le mot de passe de l'hôte",
  show: "Afficher",
  hide: "Masquer",
  suggest: "En proposer un",
  copy: { no: "Copier", yes: "Copié", failed: "Copie impossible : sélectionnez-le" },
  strengthLabel: "Force du mot de passe",
  noStrength: "Personne ne peut le retrouver, vous non plus. Gardez-le.",
  strength: {
    1: "Très faible : deviné en quelques minutes.",
    2: "Faible : deviné en quelques jours.",
    3: "Bon : le deviner coûte très cher.",
    4: "Fort : le deviner ne vaut la peine pour personne.",
  },
  passwordMissing: "Saisissez un mot de passe ou faites-en proposer un.",
  passwordShort: "Un mot de passe demande au moins {least} caractères.",
  making: "Création de la clé de l'hôte…",
  failed: "La clé de l'hôte n'a pas pu être créée. Réessayez dans un instant.",
  notFetched: "Cette partie de la page n'a pas pu être chargée. Réessayez dans un instant.",
  oneMoment: "Un instant…",
};

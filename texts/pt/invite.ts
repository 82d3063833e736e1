import type { Catalogue } from "../catalogue.ts";

export const invite: Catalogue["invite"] = {
  title: "Convidar",
  sealed:
    "Quem tem este link pode entrar. A parte depois de # é a chave da sala: passe-a só a quem você quer aqui.",
  open: "Quem sabe o nome desta sala pode entrar: o link não tem chave.",
  link: "Link",
  copy: "Copiar link",
  copied: "Copiado",
  copyFailed: "Copiar não é permitido aqui. Selecione o link e copie à mão.",
  share: "Compartilhar",
  qr: "Código QR do link",
  qrHint: "Ou deixe um telefone ler este código.",
  qrFailed:
    "O código QR não pode ser desenhado: uma parte desta página não pôde ser carregada. Feche e abra de novo em um momento.",
};

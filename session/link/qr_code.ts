/** A QR code's modules, row by row; true is dark. */
export type QrModules = readonly (readonly boolean[])[];

/** Draws `text` as a QR code at level M. The encoder is fetched when it is first needed. */
export async function encodeQr(text: string): Promise<QrModules> {
  const { default: qrcode } = await import("qrcode-generator");
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const places = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return places.map((row) => places.map((column) => code.isDark(row, column)));
}

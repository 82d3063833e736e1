import type { Catalogue } from "../catalogue.ts";

export const presenting: Catalogue["presenting"] = {
  screen:
    "Pantalla compartida. Más y menos cambian el zoom, las flechas mueven, cero la muestra entera. L señala, P dibuja, Escape termina ambos.",
  tools: "Zoom y tinta",
  nearer: "Acercar",
  farther: "Alejar",
  whole: "Mostrarla entera",
  laser: "Señalar",
  pen: "Dibujar",
  colours: "Color",
  colour: { 0: "Rosa", 1: "Amarillo", 2: "Verde", 3: "Azul", 4: "Violeta" },
  undo: "Deshacer la última línea",
  clearMine: "Quitar lo que dibujaste",
  clearAll: "Quitar todo lo dibujado",
};

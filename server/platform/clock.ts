/**
 * The only place that reads the process clock: every instant of the product comes from here and is handed on as an
 * argument. Tests and the demo shift it for a whole process (`node --import`), SQL never asks for its own time.
 */
export function now(): Date {
  return new Date(Date.now())
}

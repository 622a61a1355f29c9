/** Words before a position that say how high it is, not what it is. */
export const ranks: ReadonlySet<string> = new Set(
  'старший старша старшая ведущий ведущая провідний провідна главный главная головний головна senior lead chief и о в'.split(
    ' ',
  ),
)

/** However often it is asked for while it is under way, it happens once more, so that the last asker gets what is true then. */
export function oneAtATime(act: () => Promise<void>): () => Promise<void> {
  let isUnderWay = false
  let isWanted = false

  return async () => {
    isWanted = true
    if (isUnderWay) return
    isUnderWay = true
    try {
      while (isWanted) {
        isWanted = false
        await act()
      }
    } finally {
      isUnderWay = false
    }
  }
}

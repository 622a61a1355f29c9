/** What browsers say of code that did not arrive, and the build of styles; an error inside of code that arrived is another. */
const notArrived =
  /dynamically imported module|Importing a module script failed|Unable to preload CSS|Load failed|Failed to fetch/i
const firstPauseMs = 500
const longestPauseMs = 5_000
const missing = 'opora:partMissing'

/**
 * A part of the page that comes when it is needed: asked for again and again until it arrives, for the connection may be away
 * just then. Whoever listens is told while it is missing.
 */
export function patiently<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    for (let pauseMs = firstPauseMs, isMissing = false; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        const part = await load()
        if (isMissing) tell(false)
        return part
      } catch (error) {
        if (!(error instanceof Error) || !notArrived.test(error.message)) throw error
        isMissing = true
        tell(true)
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
  }
}

/** Returns what ends the listening. */
export function onPartMissing(listener: (isMissing: boolean) => void): () => void {
  const hear = (event: Event): void => {
    if (event instanceof CustomEvent) listener(event.detail === true)
  }
  window.addEventListener(missing, hear)
  return () => window.removeEventListener(missing, hear)
}

function tell(isMissing: boolean): void {
  window.dispatchEvent(new CustomEvent(missing, { detail: isMissing }))
}

const notes = [
  { hertz: 660, from: 0 },
  { hertz: 880, from: 0.11 },
]
const [noteSeconds, volume, silence] = [0.16, 0.12, 0.0001]

/** Two short notes, made on the spot. */
export function ringIn(context: AudioContext): void {
  for (const { hertz, from } of notes) {
    const begin = context.currentTime + from
    const note = context.createOscillator()
    const loudness = context.createGain()
    note.frequency.value = hertz
    loudness.gain.setValueAtTime(silence, begin)
    loudness.gain.exponentialRampToValueAtTime(volume, begin + 0.02)
    loudness.gain.exponentialRampToValueAtTime(silence, begin + noteSeconds)
    note.connect(loudness).connect(context.destination)
    note.start(begin)
    note.stop(begin + noteSeconds)
  }
}

/** Once, for somebody who has just pressed a button for it. */
export async function playSample(): Promise<void> {
  if (!('AudioContext' in window)) return
  const context = new AudioContext()
  await context.resume()
  ringIn(context)
  globalThis.setTimeout(() => void context.close().catch(() => undefined), 1000)
}

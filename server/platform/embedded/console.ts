import { isStartFailure } from './startFailure.ts'

/** Runs a command of the console: what can go wrong is one sentence and exit code 1; a bug keeps its stack. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command()
  } catch (error) {
    if (!isStartFailure(error)) throw error
    say(error.message, 'stderr')
    process.exitCode = 1
  }
}

export function say(sentence: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
  process[stream].write(`${sentence}\n`)
}

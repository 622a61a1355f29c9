import { Refusal } from '#server/platform/refusal.ts'

/** The refusal that this ends with, or undefined if it goes through. */
export function refusalOf(attempt: () => unknown): Refusal | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The same of what answers later. */
export async function rejectionOf(attempt: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await attempt
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

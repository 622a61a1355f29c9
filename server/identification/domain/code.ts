import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'

/** §7.3: as the regulation says, else so. */
export const usualCode = { digits: 6, minutes: 10, tries: 5 } as const

export function makeCode(digits: number): string {
  return String(randomInt(10 ** digits)).padStart(digits, '0')
}

/** The same digits for another act are another digest. */
export function digestOf(pepper: Buffer, { codeId, code }: { codeId: string; code: string }): Buffer {
  return createHmac('sha256', pepper).update(`identification ${codeId} ${code}`).digest()
}

/** In the same time, whatever differs. */
export function isSameDigest(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const issued = { anHour: 3, aDay: 10 } as const

/** In how many seconds an address may be sent another code; 0: now. */
export function waitForCode(before: readonly Date[], at: Date): number {
  const ages = before.map((one) => at.getTime() - one.getTime()).toSorted((one, other) => one - other)
  return Math.max(
    waitUntil(ages[0], minute),
    waitUntil(ages[issued.anHour - 1], hour),
    waitUntil(ages[issued.aDay - 1], day),
  )
}

function waitUntil(age: number | undefined, pause: number): number {
  return age === undefined || age >= pause ? 0 : Math.ceil((pause - age) / 1000)
}

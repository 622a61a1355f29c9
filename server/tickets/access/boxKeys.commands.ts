import type { AccessFieldName } from '#contract/tickets/access.types.ts'
import { KeysUnavailable, type KeyFolder } from '#server/platform/keys/keyFolder.ts'
import { openBytes, sealBytes } from '#server/platform/keys/sealing.ts'
import { Refusal } from '#server/platform/refusal.ts'

export type BoxContent = readonly { field: AccessFieldName; value: string }[]
type Which = { accessId: string; ticketId: string }

/** Seals what is given under a new key, which is on the disk before the row is kept that names it. */
export async function sealContent(
  keys: Pick<KeyFolder, 'make'>,
  { keyId, ...which }: Which & { keyId: string },
  content: BoxContent,
): Promise<Buffer> {
  const key = await orRefuse(() => keys.make(keyId))
  return sealBytes(key, Buffer.from(JSON.stringify(content)), aboutBox(which))
}

/** Null where its key is gone, as after a backup was restored. */
export async function openContent(
  keys: Pick<KeyFolder, 'read'>,
  { keyId, content, ...which }: Which & { keyId: string; content: Buffer },
): Promise<BoxContent | null> {
  const key = await orRefuse(() => keys.read(keyId))
  return key === null ? null : JSON.parse(openBytes(key, content, aboutBox(which)).toString('utf8'))
}

function aboutBox({ accessId, ticketId }: Which): string {
  return `box ${accessId} of ${ticketId}`
}

async function orRefuse<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof KeysUnavailable) throw new Refusal('access_keys_unavailable')
    throw error
  }
}

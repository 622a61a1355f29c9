import type { Teller, Told } from './teller.ts'

type Terms = { owner: Teller; clientStatus: number; note: string }

/** Installs, gets a code of the desk's owner, and activates it. */
export async function connect(
  { tell, install }: Told,
  admin: Teller,
  [installed, issued, activated]: [Date, Date, Date],
  { owner, clientStatus, note }: Terms,
): Promise<void> {
  await install(admin, installed, { choice: 'client' })
  const { code } = await tell(owner, issued, 'issueCode', { maxUses: 1, expiresInDays: 14, clientStatus, note })
  const { stateToken } = await tell(admin, activated, 'previewCode', { code })
  await tell(admin, activated, 'activateCode', { code, stateToken })
}

/** A partner desk that goes by one of the presets from its first minute on. */
export async function openDesk(
  { tell, install }: Told,
  owner: Teller,
  [installed, published]: [Date, Date],
  preset: string,
): Promise<void> {
  await install(owner, installed, { choice: 'desk' })
  const { document } = await tell(owner, published, 'readRegulationDocument', { of: 'preset', preset })
  const { lastVersion } = await tell(owner, published, 'readRegulation', {})
  const concerns = { who: 'new' } as const
  await tell(owner, published, 'publishRegulation', {
    document: { ...document },
    effectiveAt: null,
    concerns,
    lastVersion,
  })
}

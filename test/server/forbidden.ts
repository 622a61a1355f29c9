import { seats, secrets, type Role } from './situation.ts'

/** What each may never be sent, wherever it asks. */
export function forbiddenTo(role: Role): string[] {
  const [portal] = seats[role]
  const mayRead: Record<string, readonly string[]> = {
    firm: ['integrator', 'admin', 'secondAdmin'].includes(role) ? [secrets.firmAtPartner, secrets.firmAtStandard] : [],
    partner: role === 'partnerEmployee' ? [] : [secrets.firmAtPartner, secrets.partnerNote, secrets.partnerCodeNote],
    rival: [secrets.rivalAtBureau],
    bureau: [secrets.rivalAtBureau, secrets.bureauNote, secrets.bureauCodeNote],
    standard: [secrets.firmAtStandard],
  }
  return Object.values(secrets).filter((secret) => !mayRead[portal]?.includes(secret))
}

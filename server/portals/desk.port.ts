/** What portals need to know of the desks above them. */
export type DeskPort = {
  /** Whether this portal gives support: only then its CRM is of use. */
  hasDesk(memberId: string): Promise<boolean>
  /** Which face opens for this person when the portal does not say (P2). */
  faceOf(memberId: string, userId: number): Promise<'client' | 'desk'>
}

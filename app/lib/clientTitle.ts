/** Whoever has a portal, and perhaps a name: one line for what they are called, one for the address (D8). */
export interface Addressed {
  readonly clientName: string | null
  readonly portalName: string
}

export function titleOf({ clientName, portalName }: Addressed): string {
  return clientName ?? portalName
}

/** Empty where the title is the address itself. */
export function addressOf({ clientName, portalName }: Addressed): string {
  return clientName === null ? '' : portalName
}

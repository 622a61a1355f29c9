/** A client in a document: what its desk calls it, and its portal's address (D8). */
export function clientText({ clientName, portalName }: { clientName: string | null; portalName: string }): string {
  return clientName === null ? portalName : `${clientName} (${portalName})`
}

/** What the assistant says in a ticket is among the ticket's own events; here stands what is in no conversation. */
export const assistantEvents = {} as const

/** What an agent does with a ticket in a dialog of its own. */
export type AskedAction = 'resolve' | 'assign' | 'contact' | 'moveDate' | 'defer' | 'merge' | 'outOfScope' | 'decline'

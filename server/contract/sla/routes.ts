import { post } from '../access.ts'
import { empty } from '../common.ts'
import { evidence } from './evidence.types.ts'
import { evidenceInput, evidencePdf, evidencePdfInput, slaView, ticketKinds } from './types.ts'
import { ticketInput } from '../tickets/types.ts'

export const slaRoutes = {
  readSla: post('/api/tickets/sla', 'participant', ticketInput, slaView),
  readKinds: post('/api/tickets/kinds', 'participant', ticketInput, ticketKinds),
  readNewKinds: post('/api/support/kinds', 'client', empty, ticketKinds),
  readEvidence: { ...post('/api/tickets/evidence', 'participant', evidenceInput, evidence), costly: 'question' },
  exportEvidence: {
    ...post('/api/tickets/evidence/export', 'participant', evidenceInput, evidence),
    costly: 'question',
  },
  exportEvidencePdf: {
    ...post('/api/tickets/evidence/pdf', 'participant', evidencePdfInput, evidencePdf),
    costly: 'file',
  },
} as const

import { tellEveryday } from './everyday.ts'

tellEveryday('wrongClocks')

import CompanyTabApp from '#app/shell/company/CompanyTabApp.vue'
import { textChunks } from '#app/lib/textChunks.ts'
import { mountPage } from '#app/mount.ts'

void mountPage(CompanyTabApp, textChunks)

import CompanyTabApp from '#app/shell/company/CompanyTabApp.vue'
import { mountPage } from '#app/mount.ts'

mountPage(CompanyTabApp)

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import initJudge, { WasmReader } from '@contentauth/c2pa-wasm'

/** Read once: it takes a while. */
let ready: Promise<unknown> | null = null

function openJudge(): Promise<unknown> {
  const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')
  return initJudge({ module_or_path: Uint8Array.from(readFileSync(wasm)) })
}

/** What C2PA's own implementation says of the content credentials in a file. */
export async function judgedByC2pa(format: 'png' | 'jpeg' | 'pdf', bytes: Uint8Array) {
  await (ready ??= openJudge())
  const type = format === 'pdf' ? 'application/pdf' : `image/${format}`
  const reader = await WasmReader.fromBytes(type, bytes)
  const told: {
    validation_state: string
    active_manifest: string
    validation_results?: { activeManifest?: { failure?: { code: string }[] } }
    manifests: Record<string, { assertions: { label: string; data: unknown }[] }>
  } = JSON.parse(reader.json())
  const failures = told.validation_results?.activeManifest?.failure ?? []
  return {
    state: told.validation_state,
    failures: failures.map(({ code }) => code),
    assertions: told.manifests[told.active_manifest]?.assertions ?? [],
  }
}

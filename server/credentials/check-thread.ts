import { parentPort, workerData } from 'node:worker_threads'
import type { Checking } from './check-credentials.ts'
import { readCredentials } from './read-credentials.ts'

parentPort?.postMessage(await readCredentials(workerData as Checking))

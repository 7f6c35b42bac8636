// The connection to a wall: its state by WebSocket, commands by HTTP. Connects again for ever, with
// growing pauses. Events: 'state' (the whole document), 'status' ('connecting', 'ok', 'unauthorized',
// 'failed', text for people).
import { EventEmitter } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import rfc6902 from 'rfc6902'
import WebSocket from 'ws'
import { PinnedAgent } from './pinned_agent.js'

const { applyPatch } = rfc6902

export const TIMES = {
	silence: 6000, // the wall says something every 2 s
	firstPause: 1000,
	longestPause: 30_000,
	answer: 10_000,
}
const LARGEST_FRAME = 16 << 20

export class Connection extends EventEmitter {
	#origin
	#token
	#agent
	#times
	#socket = null
	#silence = null
	#pause = null
	#attempts = 0
	#closed = false
	#epoch = null
	#revision = 0
	#resyncing = false

	// `fingerprint`: of the certificate to trust; '' for the system's authorities.
	constructor({ origin, secure, token, fingerprint = '', times = {} }) {
		super()
		this.#origin = origin
		this.#token = token
		this.#times = { ...TIMES, ...times }
		this.#agent = !secure
			? new http.Agent({ keepAlive: true })
			: fingerprint
				? new PinnedAgent(fingerprint)
				: new https.Agent({ keepAlive: true })
		this.state = null
	}

	open() {
		this.emit('status', 'connecting', `Connecting to ${this.#origin}`)
		const socket = new WebSocket(`${this.#origin.replace(/^http/, 'ws')}/api/v1/events`, {
			agent: this.#agent,
			headers: { Authorization: `Bearer ${this.#token}` },
			handshakeTimeout: this.#times.answer,
			maxPayload: LARGEST_FRAME,
			followRedirects: false,
		})
		this.#socket = socket
		let why = null
		socket.on('unexpected-response', (request, response) => {
			const refused = response.statusCode === 401 || response.statusCode === 403
			why = refused
				? ['unauthorized', 'The wall refuses the token; make a new one in the panel under Access']
				: ['failed', `The wall answers ${response.statusCode}`]
			request.destroy()
			socket.terminate()
		})
		socket.on('error', (error) => {
			why ??= ['failed', error.message]
		})
		socket.on('open', () => {
			this.#attempts = 0
			this.#heard()
		})
		socket.on('message', (data, binary) => {
			this.#heard()
			if (!binary) this.#frame(String(data))
		})
		socket.on('close', () => {
			if (this.#socket === socket) this.#lost(...(why ?? ['failed', 'The wall ended the connection']))
		})
	}

	close() {
		this.#closed = true
		clearTimeout(this.#silence)
		clearTimeout(this.#pause)
		const socket = this.#socket
		this.#socket = null
		socket?.terminate()
		this.#agent.destroy()
	}

	// One command, as in POST /api/v1/commands. Rejects with what the wall says.
	command(command) {
		const body = JSON.stringify(command)
		return new Promise((resolve, reject) => {
			const request = (this.#origin.startsWith('https:') ? https : http).request(`${this.#origin}/api/v1/commands`, {
				method: 'POST',
				agent: this.#agent,
				timeout: this.#times.answer,
				headers: {
					Authorization: `Bearer ${this.#token}`,
					'Content-Type': 'application/json',
					'Content-Length': Buffer.byteLength(body),
				},
			})
			request.on('timeout', () => request.destroy(new Error('the wall does not answer')))
			request.on('error', reject)
			request.on('response', (response) => {
				let text = ''
				response.setEncoding('utf8')
				response.on('data', (part) => {
					text += part
					if (text.length > 1 << 20) request.destroy(new Error('the answer is too long'))
				})
				response.on('error', reject)
				response.on('end', () => {
					const answer = parsed(text)
					if (response.statusCode === 200) resolve(answer ?? {})
					else reject(new Error(answer?.error?.message ?? `the wall answers ${response.statusCode}`))
				})
			})
			request.end(body)
		})
	}

	#frame(text) {
		const frame = parsed(text)
		if (frame?.type === 'state' && frame.state) {
			this.#epoch = frame.epoch
			this.#revision = frame.revision
			this.#resyncing = false
			this.#show(frame.state)
		} else if (frame?.type === 'patch') {
			this.#patch(frame)
		}
	}

	#patch(frame) {
		if (this.#resyncing) return
		if (this.state === null || frame.from !== this.#revision || (frame.epoch ?? this.#epoch) !== this.#epoch) {
			this.#resync()
			return
		}
		const next = structuredClone(this.state)
		const failed = applyPatch(next, frame.patch ?? []).some((error) => error !== null)
		if (failed) {
			this.#resync()
			return
		}
		this.#revision = frame.revision
		this.#show(next)
	}

	#resync() {
		this.#resyncing = true
		this.#socket?.send(JSON.stringify({ type: 'resync' }))
	}

	#show(state) {
		const first = this.state === null
		this.state = state
		if (first) this.emit('status', 'ok', '')
		this.emit('state', state)
	}

	#heard() {
		clearTimeout(this.#silence)
		this.#silence = setTimeout(() => this.#socket?.terminate(), this.#times.silence)
	}

	#lost(status, text) {
		clearTimeout(this.#silence)
		this.#socket = null
		this.state = null
		if (this.#closed) return
		this.emit('status', status, text)
		this.emit('state', null)
		const pause = Math.min(this.#times.firstPause * 2 ** this.#attempts++, this.#times.longestPause)
		this.#pause = setTimeout(() => this.open(), pause * (0.8 + 0.4 * Math.random()))
	}
}

function parsed(text) {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

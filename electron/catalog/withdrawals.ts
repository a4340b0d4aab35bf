import type { Database } from 'better-sqlite3'
import type { Withdrawal } from '#shared/entities/merge/merge-consent.ts'

/** What other studios told of withdrawn consent; that of this studio's own speakers stands with them. */
export interface WithdrawalsTable {
  get(speakerId: string): Withdrawal | undefined
  /** By speaker. */
  all(): Withdrawal[]
  put(withdrawal: Withdrawal): void
}

interface WithdrawalRow extends Omit<Withdrawal, 'sourceIds'> {
  sourceIds: string
}

const columns = `
  speaker_id AS speakerId, code, given_at AS givenAt, withdrawn_at AS withdrawnAt, source_ids AS sourceIds`

export function createWithdrawalsTable(db: Database): WithdrawalsTable {
  const selectOne = db.prepare<[string], WithdrawalRow>(`SELECT ${columns} FROM withdrawals WHERE speaker_id = ?`)
  const selectAll = db.prepare<[], WithdrawalRow>(`SELECT ${columns} FROM withdrawals ORDER BY speaker_id`)
  const upsert = db.prepare(`
    INSERT INTO withdrawals (speaker_id, code, given_at, withdrawn_at, source_ids)
    VALUES (@speakerId, @code, @givenAt, @withdrawnAt, @sourceIds)
    ON CONFLICT DO UPDATE SET code = excluded.code, given_at = excluded.given_at, withdrawn_at = excluded.withdrawn_at,
      source_ids = excluded.source_ids`)
  return {
    get(speakerId) {
      const row = selectOne.get(speakerId)
      return row && toWithdrawal(row)
    },
    all: () => selectAll.all().map(toWithdrawal),
    put: (withdrawal) => void upsert.run({ ...withdrawal, sourceIds: JSON.stringify(withdrawal.sourceIds) }),
  }
}

function toWithdrawal(row: WithdrawalRow): Withdrawal {
  return { ...row, sourceIds: JSON.parse(row.sourceIds) as string[] }
}

-- Webhooks, see docs/decisions/webhooks.md.
-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "i_endpoint" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "reach" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "secret" BYTEA NOT NULL,
    "former_secret" BYTEA,
    "former_until" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'on',
    "why" TEXT NOT NULL DEFAULT '',
    "off_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failed" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("i_endpoint")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "i_event" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "i_customer" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "i_audit" BIGINT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "example" BOOLEAN NOT NULL DEFAULT false,
    "handed_out" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("i_event")
);

-- CreateTable
CREATE TABLE "webhook_messages" (
    "i_message" BIGSERIAL NOT NULL,
    "i_event" BIGINT NOT NULL,
    "i_endpoint" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_until" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "took_ms" INTEGER,
    "status" INTEGER,
    "error" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "headers" JSONB,
    "body" TEXT,

    CONSTRAINT "webhook_messages_pkey" PRIMARY KEY ("i_message")
);

-- CreateIndex
CREATE INDEX "webhook_endpoints_i_customer_idx" ON "webhook_endpoints"("i_customer");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_events_id_key" ON "webhook_events"("id");

-- CreateIndex
CREATE INDEX "webhook_events_at_idx" ON "webhook_events"("at");

-- CreateIndex
CREATE INDEX "webhook_messages_i_endpoint_i_message_idx" ON "webhook_messages"("i_endpoint", "i_message");

-- CreateIndex
CREATE INDEX "webhook_messages_i_endpoint_state_i_message_idx" ON "webhook_messages"("i_endpoint", "state", "i_message");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_messages_i_event_i_endpoint_key" ON "webhook_messages"("i_event", "i_endpoint");

-- AddForeignKey
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_i_event_fkey" FOREIGN KEY ("i_event") REFERENCES "webhook_events"("i_event") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_i_endpoint_fkey" FOREIGN KEY ("i_endpoint") REFERENCES "webhook_endpoints"("i_endpoint") ON DELETE CASCADE ON UPDATE RESTRICT;

-- A UUID of version 7: the time in milliseconds, then chance. PostgreSQL makes them itself only from 18 on.
ALTER TABLE "webhook_events" ALTER COLUMN "id" SET DEFAULT
  encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid;

ALTER TABLE "webhook_endpoints"
  ADD CONSTRAINT "webhook_endpoints_state_check" CHECK ("state" IN ('on', 'off')),
  ADD CONSTRAINT "webhook_endpoints_reach_check" CHECK ("reach" IN ('self', 'direct', 'all'));
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_state_check"
  CHECK ("state" IN ('waiting', 'delivered', 'failed', 'missed', 'withheld'));

-- What is to be made messages of; what is to be sent, by endpoint and in its order.
CREATE INDEX "webhook_events_to_hand_out_idx" ON "webhook_events" ("i_event") WHERE NOT "handed_out";
CREATE INDEX "webhook_messages_waiting_idx" ON "webhook_messages" ("i_endpoint", "next_try_at") WHERE "state" = 'waiting';
CREATE INDEX "webhook_messages_due_idx" ON "webhook_messages" ("next_try_at") WHERE "state" = 'waiting';

-- CreateTable
CREATE TABLE "notes" (
    "i_note" SERIAL NOT NULL,
    "i_customer" INTEGER NOT NULL,
    "of_customer" INTEGER NOT NULL,
    "i_web_user" INTEGER,
    "login" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "follow_up_on" DATE,
    "follow_up_by" INTEGER,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "notes_pkey" PRIMARY KEY ("i_note")
);

-- CreateIndex
CREATE INDEX "notes_of_customer_i_customer_i_note_idx" ON "notes"("of_customer", "i_customer", "i_note");

-- CreateIndex
CREATE INDEX "notes_i_customer_idx" ON "notes"("i_customer");

-- CreateIndex
CREATE INDEX "notes_i_web_user_idx" ON "notes"("i_web_user");

-- CreateIndex
CREATE INDEX "notes_follow_up_by_idx" ON "notes"("follow_up_by");

-- what is still to be followed up: the overview asks for it each time it is opened
CREATE INDEX "notes_open_follow_ups_idx" ON "notes"("of_customer", "follow_up_on") WHERE "follow_up_on" IS NOT NULL AND "done_at" IS NULL;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_i_customer_fkey" FOREIGN KEY ("i_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_of_customer_fkey" FOREIGN KEY ("of_customer") REFERENCES "customers"("i_customer") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_i_web_user_fkey" FOREIGN KEY ("i_web_user") REFERENCES "web_users"("i_web_user") ON DELETE SET NULL ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_follow_up_by_fkey" FOREIGN KEY ("follow_up_by") REFERENCES "web_users"("i_web_user") ON DELETE SET NULL ON UPDATE RESTRICT;

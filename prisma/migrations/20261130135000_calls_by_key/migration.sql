-- AlterTable
ALTER TABLE "api_calls" ADD COLUMN     "door" TEXT NOT NULL DEFAULT 'api',
ADD COLUMN     "i_key" INTEGER;

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "trial" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "api_calls" ADD CONSTRAINT "api_calls_door_check" CHECK ("door" IN ('api', 'rest', 'bridge'));
-- what was made for minutes was made to try calls
UPDATE "api_keys" SET "trial" = true WHERE "line_ends_at" <= "created_at" + interval '15 minutes';

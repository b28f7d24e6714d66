-- What rows of an imported file need of each other, see docs/decisions/jobs.md.
-- AlterTable
ALTER TABLE "import_rows" ADD COLUMN     "above_row" INTEGER,
ADD COLUMN     "host_key" TEXT,
ADD COLUMN     "raise" DECIMAL(38,6);

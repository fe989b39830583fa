"""devices that are thrown out, and numbers that are changed"""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('sign_in', sa.Column('device_hash', sa.LargeBinary(32)))
    op.add_column(
        'sign_in', sa.Column('by_link', sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column('invitation', sa.Column('phone_sealed', sa.LargeBinary()))


def downgrade() -> None:
    op.drop_column('invitation', 'phone_sealed')
    op.drop_column('sign_in', 'by_link')
    op.drop_column('sign_in', 'device_hash')
